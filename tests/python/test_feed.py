"""What clients poll: each changed value with its cause, what breaks, and a feed that is Atom."""

import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import pytest

from oppna_jamforelser.publish.edition import Edition
from oppna_jamforelser.publish.index import Entry, add_entry, next_entry, read_index
from oppna_jamforelser.publish.inputs import sha256_of
from oppna_jamforelser.publish.manifest import NAME as MANIFEST
from oppna_jamforelser.revision import feed
from publications import changed_copy, edit_answers, seal

ATOM = "{http://www.w3.org/2005/Atom}"
CHANGED = (
    "select * replace (case when enhet_kod = '0114' and matar = '2017' and fraga_kod = 'G3' and "
    "delfraga_kod = 'polis' then case when svar like 'Ja%' then 'Nej' else 'Ja' end "
    "else svar end as svar) from svar"
)


def listed(folder: Path, mapp: str, matar: int, tillstand: str, datum: str) -> None:
    entry = Entry(sha256_of(folder / mapp / MANIFEST), mapp, matar, tillstand, datum, None)
    added = next_entry(read_index(folder), entry)
    assert added
    add_entry(folder, added)


@pytest.fixture(scope="module")
def publications(
    small_publication: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[dict[str, Any]]]:
    """Three publications: the first, one with a changed answer, one without a column."""
    folder = tmp_path_factory.mktemp("publikationer")
    changed_copy(small_publication, folder / "a", lambda _: None)
    changed_copy(small_publication, folder / "b", lambda place: edit_answers(place, CHANGED))
    shutil.copytree(folder / "b", folder / "c")
    shutil.copytree(folder / "b.underlag", folder / "c.underlag")
    path = folder / "c/parquet/fct_svarsfrekvens.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"create table t as from '{path}'")
        connection.execute("alter table t drop column svarande_antal")
        connection.execute(f"copy t to '{path}' (format parquet)")
    seal(folder / "c", json.loads((folder / "c" / MANIFEST).read_text(encoding="utf-8")))
    for mapp, datum in (("a", "2025-03-01"), ("b", "2025-04-01"), ("c", "2025-05-01")):
        listed(folder, mapp, 2017, "preliminar", datum)
    return folder, feed.write_feed(folder, Edition(), lambda _: None, lambda _: None)


def test_every_changed_value_has_its_cause(publications):
    folder, (first, second, _) = publications
    assert first["mot"] is None and first["andringar"] == []
    assert second["mot"]["mapp"] == "a"
    assert second["orsaker"] == {"rättat svar": len(second["andringar"])}
    assert second["andrade_celler_antal"] == len(second["andringar"]) > 0
    assert not second["brytande"]
    for change in second["andringar"]:
        assert change["matar"] == "2017"
        assert change.get("gammalt_varde") != change.get("nytt_varde")
        with duckdb.connect() as connection:
            key = " and ".join(
                f"{name} = '{change[name]}'"
                for name in ("matar", "enhet_kod", "grupp_kod", "gruppindelning", "indikator_id")
                if name in change
            )
            for mapp, value in (("a", "gammalt_varde"), ("b", "nytt_varde")):
                table = folder / mapp / "parquet" / f"{change['tabell']}.parquet"
                rows = connection.execute(
                    f"select {change['kolumn']}::varchar from '{table}' where {key}"
                ).fetchall()
                assert (change.get(value),) in rows


def test_a_column_that_is_gone_breaks(publications):
    _, (_, _, third) = publications
    assert third["brytande"]
    assert third["brytande_skal"] == [
        "Kolumnen fct_svarsfrekvens.svarande_antal finns inte längre."
    ]


def test_the_files_are_the_same_when_nothing_is_new(publications, monkeypatch):
    folder, news = publications
    before = {name: (folder / name).read_bytes() for name in (feed.JSON_NAME, feed.ATOM_NAME)}

    def not_again(*_: object) -> None:
        raise AssertionError("two publications were compared twice")

    monkeypatch.setattr(feed, "compare", not_again)
    assert feed.write_feed(folder, Edition(), lambda _: None, lambda _: None) == news
    assert {name: (folder / name).read_bytes() for name in before} == before


def test_the_feed_is_atom_with_the_latest_first(publications):
    folder, _ = publications
    root = ElementTree.parse(folder / feed.ATOM_NAME).getroot()
    assert root.tag == f"{ATOM}feed"
    assert root.findtext(f"{ATOM}updated") == "2025-05-01T00:00:00Z"
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        *(f"{mapp}: mätår 2017, preliminär" for mapp in "cba"),
    ]
    for entry in entries:
        for tag in ("id", "title", "updated", "summary"):
            assert entry.findtext(f"{ATOM}{tag}")
    terms = [entry.find(f"{ATOM}category").attrib["term"] for entry in entries]
    assert terms == ["brytande", "inte_brytande", "inte_brytande"]


def test_a_publication_that_is_gone_is_told_and_stops_nothing(publications, tmp_path, oj):
    folder = tmp_path / "ut"
    shutil.copytree(publications[0], folder)
    (folder / feed.JSON_NAME).unlink()
    shutil.rmtree(folder / "b")
    result = oj("publications", "--index", folder, "--nytt")
    assert result.exit_code == 0, result.stderr
    first, second, third = json.loads((folder / feed.JSON_NAME).read_text(encoding="utf-8"))["nytt"]
    assert first["inte_jamfort"] is None
    assert "ingen publikation" in second["inte_jamfort"]
    assert "ingen publikation" in third["inte_jamfort"]
    assert (folder / "publikationer.html").is_file()
    assert str(tmp_path) not in (folder / feed.JSON_NAME).read_text(encoding="utf-8")
