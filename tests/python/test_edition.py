"""Who publishes, where and when: read from settings, and no placeholders in what is final."""

from pathlib import Path

import pytest

from oppna_jamforelser.publish.edition import Edition, check_final, read_edition
from oppna_jamforelser.publish.errors import PublishError

SETTINGS = """\
utgivare: Region Exempel
utgivare_en: The Exempel region
kontakt: Statistiken
kontakt_epost: statistik@exempel.test
bas_adress: https://data.exempel.test/oj
"""


def settings(folder: Path, text: str) -> Path:
    path = folder / "installningar.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_settings_give_publisher_and_addresses(tmp_path):
    edition = read_edition(settings(tmp_path, SETTINGS), "2024-1", "2025-03-01")
    assert edition.utgivare == "Region Exempel"
    assert edition.address_of("csv/x.csv") == "https://data.exempel.test/oj/2024-1/csv/x.csv"
    assert edition.name_of("serie") == "https://data.exempel.test/oj/id/serie"
    assert edition.missing() == []
    check_final(edition, "slutlig")


def test_without_settings_everything_is_a_placeholder():
    edition = Edition()
    assert edition.missing() == [
        *("utgivare", "utgivare_en", "kontakt", "kontakt_epost", "bas_adress"),
    ]
    assert edition.address_of("csv/x.csv") == "../csv/x.csv"
    check_final(edition, "preliminar")


@pytest.mark.parametrize("tillstand", ["slutlig", "rattad"])
@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("kontakt_epost: statistik@exempel.test", "kontakt_epost"),
        ("bas_adress: https://data.exempel.test/oj", "bas_adress"),
        ("utgivare: Region Exempel", "utgivare"),
    ],
)
def test_a_final_publication_names_the_placeholder_in_one_line(tmp_path, tillstand, row, key):
    edition = read_edition(settings(tmp_path, SETTINGS.replace(f"{row}\n", "")), "m", None)
    with pytest.raises(PublishError, match=f"ange {key} i publicering.yml") as error:
        check_final(edition, tillstand)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("utgivre: X\n", "utgivre är okänd"),
        ("utgivare: 7\n", "utgivare ska vara en text"),
        ("bas_adress: data.exempel.test\n", "bas_adress ska börja med https://"),
        ("- utgivare\n", "rader av formen nyckel: värde"),
        ("a: [\n", "kan inte läsas som YAML"),
    ],
)
def test_wrong_settings_are_one_line(tmp_path, text, why):
    with pytest.raises(PublishError, match=why) as error:
        read_edition(settings(tmp_path, text), "m", None)
    assert "\n" not in str(error.value)


def test_settings_that_are_named_must_be_there(tmp_path):
    with pytest.raises(PublishError, match="finns inte"):
        read_edition(tmp_path / "saknas.yml", "m", None)
