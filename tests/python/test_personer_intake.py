"""Files with counts of persons and with populations: what is read, and what is refused and why."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

pytestmark = pytest.mark.slow

Oj = Callable[..., Result]
VALUE = "matar;enhet_kod;indikator_id;kon;taljare;namnare\n"
RAISED = "nyckeltal_aktualiserade_vinr"
POPULATION = "ar;kommun_kod;kon;alder_fran;alder_till;antal\n"
SCB = '"Folkmängden efter region, ålder, kön och år"\n\n"region";"ålder";"kön";"2023"\n'


def take_in(oj: Oj, folder: Path, text: str, encoding: str = "utf-8") -> Result:
    path = folder / "fil.csv"
    path.write_bytes(text.encode(encoding))
    return oj("intake", path, "--landing", folder / "landing")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"{VALUE}2023;2081;{RAISED};;-3;\n", "negativt_antal"),
        (f"{VALUE}2023;2081;{RAISED};;3,5;\n", "decimalt_antal"),
        (f"{VALUE}2023;2081;{RAISED};;tre;\n", "antal_ej_tal"),
        (f"{VALUE}2023;9999;{RAISED};;3;\n", "okand_enhet"),
        (f"{VALUE}2023;;{RAISED};;3;\n", "obligatoriskt_varde_saknas"),
        (f"{VALUE};2081;{RAISED};;3;\n", "obligatoriskt_varde_saknas"),
        (f"{VALUE}2022;2081;{RAISED};;3;\n", "ogiltigt_kalenderar"),
        (f"{VALUE}2023;2081;nyckeltal_okant;;3;\n", "okant_matt"),
        (f"{VALUE}2023;2081;{RAISED};båda;3;\n", "okant_kon"),
        (f"{VALUE}2023;2081;utv_rutin_anmalan_skola;;3;\n", "namnare_saknas"),
        (
            f"{VALUE}2023;2081;{RAISED};;5;\n2023;2081;{RAISED};kvinnor;4;\n"
            f"2023;2081;{RAISED};man;2;\n",
            "kon_over_totalt",
        ),
        (f"{VALUE}2023;2081;{RAISED};;5;\n2023;2081;{RAISED};;6;\n", "motstridiga_varden"),
        (f"{POPULATION}2023;0114;kvinnor;18;64;9000\n", "befolkning_saknar_aldrar"),
        (f"{POPULATION}2023;0114;kvinnor;16;24;9000\n", "alder_delar_vuxna"),
        (f"{POPULATION}2023;0114;kvinnor;arton;;9000\n", "ogiltig_alder"),
        (
            f"{POPULATION}2023;0114;kvinnor;18;;9000\n2023;0114;man;18;;9000\n",
            "befolkning_saknar_kommuner",
        ),
    ],
)
def test_what_is_refused_has_its_reason_and_mend(oj, tmp_path, text, reason):
    result = take_in(oj, tmp_path, text)
    assert result.exit_code == 3, result.output
    assert f"[{reason}]" in result.output
    assert "Åtgärd: " in result.output


def test_one_unit_a_row_is_read_by_measure_and_sex(oj, tmp_path):
    text = (
        "matar;enhet_kod;nyckeltal_insatser_vinr;nyckeltal_insatser_vinr.kvinnor;"
        "utv_rutin_anmalan_skola;utv_rutin_anmalan_skola.namnare;E-post\n"
        "2023;2029;12;9;50;80;anna@exempel.invalid\n"
    )
    result = take_in(oj, tmp_path, text)
    assert (result.exit_code, "godtagna 3, avvisade 0" in result.output) == (0, True), result.output
    assert "personuppgifter sparas inte: E-post" in result.output


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_scb_s_own_export_is_known_and_what_it_lacks_is_told(oj, tmp_path, encoding):
    rows = '"0114 Upplands Väsby";"18 år";"män";"300"\n"00 Riket";"18 år";"män";"60000"\n'
    result = take_in(oj, tmp_path, SCB + rows, encoding)
    assert result.exit_code == 3
    assert "befolkning som SCB lämnar den" in result.output
    assert "[region_ej_kommun]" in result.output
    assert "[befolkning_saknar_aldrar]" in result.output
