"""The index answers what was published when, and lets a state follow only where it may."""

import json
from pathlib import Path

import pytest

from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.index import Entry, add_entry, in_force, next_entry, read_index


def add(folder: Path, mapp: str, matar: int, tillstand: str, datum: str) -> bool:
    """List a publication; return whether it was not listed before."""
    entry = Entry(f"id-{mapp}", mapp, matar, tillstand, datum, None)
    added = next_entry(read_index(folder), entry)
    if added:
        add_entry(folder, added)
    return added is not None


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """Make an index of two years: one corrected, one still preliminary."""
    add(tmp_path, "a", 2023, "preliminar", "2024-03-01")
    add(tmp_path, "b", 2023, "slutlig", "2024-06-01")
    add(tmp_path, "c", 2024, "preliminar", "2025-03-01")
    add(tmp_path, "d", 2023, "rattad", "2025-04-01")
    return tmp_path


def test_each_publication_names_the_one_of_its_year_that_it_replaces(listed):
    replaced = {entry.mapp: entry.ersatter for entry in read_index(listed)}
    assert replaced == {"a": None, "b": "id-a", "c": None, "d": "id-b"}


@pytest.mark.parametrize(
    ("datum", "mappar"),
    [
        ("2024-02-29", []),
        ("2024-03-01", ["a"]),
        ("2024-12-31", ["b"]),
        ("2025-03-31", ["b", "c"]),
        ("2030-01-01", ["d", "c"]),
    ],
)
def test_a_day_has_the_latest_earlier_publication_of_each_year(listed, datum, mappar):
    assert [entry.mapp for entry in in_force(read_index(listed), datum)] == mappar


def test_of_two_on_one_day_the_later_listed_is_in_force(tmp_path):
    add(tmp_path, "a", 2024, "preliminar", "2025-03-01")
    add(tmp_path, "b", 2024, "preliminar", "2025-03-01")
    assert [entry.mapp for entry in in_force(read_index(tmp_path), "2025-03-01")] == ["b"]


@pytest.mark.parametrize(
    ("matar", "tillstand", "datum", "why"),
    [
        (2024, "rattad", "2026-01-01", "ingen slutlig publikation att rätta"),
        (2022, "rattad", "2026-01-01", "ingen slutlig publikation att rätta"),
        (2023, "slutlig", "2026-01-01", "redan slutligt publicerat"),
        (2023, "preliminar", "2026-01-01", "redan slutligt publicerat"),
        (2023, "rattad", "2025-03-31", "2025-03-31 är före det"),
    ],
)
def test_a_state_that_may_not_follow_is_refused_and_the_index_untouched(
    listed, matar, tillstand, datum, why
):
    before = (listed / "publikationer.json").read_bytes()
    with pytest.raises(PublishError, match=why):
        add(listed, "ny", matar, tillstand, datum)
    assert (listed / "publikationer.json").read_bytes() == before


def test_a_correction_may_be_corrected(listed):
    add(listed, "e", 2023, "rattad", "2025-05-01")
    assert read_index(listed)[-1].ersatter == "id-d"


def test_the_same_listing_again_changes_nothing(listed):
    assert not add(listed, "d", 2023, "rattad", "2025-04-01")
    assert len(read_index(listed)) == 4


def test_a_listed_publication_keeps_its_date(listed):
    with pytest.raises(PublishError, match=r"redan upptagen: d, 2025-04-01"):
        add(listed, "d", 2023, "rattad", "2025-06-01")


def test_a_listed_folder_keeps_its_publication(listed):
    with pytest.raises(PublishError, match="d är upptagen som en annan publikation"):
        next_entry(read_index(listed), Entry("annat", "d", 2023, "rattad", "2025-06-01", None))


@pytest.mark.parametrize("content", ["", "{", "[1]", '[{"id": "x"}]', '{"a": 1}'])
def test_a_damaged_index_is_one_line(oj, tmp_path, content):
    (tmp_path / "publikationer.json").write_text(content, encoding="utf-8")
    result = oj("publications", "--index", tmp_path)
    assert result.exit_code == 2
    assert result.stderr.endswith("är skadad och kan inte läsas. Återställ filen.\n")


def test_the_command_answers_what_was_published_on_a_day(oj, listed):
    result = oj("publications", "--index", listed, "--datum", "2025-03-31", "--json")
    rows = [(row["matar"], row["mapp"], row["finns"]) for row in json.loads(result.stdout)]
    assert rows == [(2023, "b", "nej"), (2024, "c", "nej")]
    assert "preliminär" in oj("publications", "--index", listed).stdout


def test_a_day_before_the_first_publication_says_so(oj, listed):
    result = oj("publications", "--index", listed, "--datum", "2020-01-01")
    assert result.exit_code == 2
    assert result.stderr == "oj: inget var publicerat 2020-01-01: det första kom 2024-03-01.\n"


def test_a_folder_without_publications_says_so(oj, tmp_path):
    result = oj("publications", "--index", tmp_path)
    assert result.exit_code == 2
    assert "inga publikationer är upptagna" in result.stderr
