"""Kommuner that are like each other: what a page says, and what likeness may not be read from."""

import re
from types import SimpleNamespace

import pytest

from oppna_jamforelser.project import project_root
from oppna_jamforelser.publish.index import Entry
from oppna_jamforelser.publish.status import newer_than
from oppna_jamforelser.publish.webb.address import Place
from oppna_jamforelser.publish.webb.likhet import Likeness, Neighbour, read_likeness
from oppna_jamforelser.publish.webb.proof import Proof
from oppna_jamforelser.templates import environment

ROW = {"vikt": 1, "orsak_kod": None, "orsak_text": None, "kommun_namn": "Falun"}


class Tables:
    """A warehouse that holds the rows of two kommuner, one without a variable."""

    def rows(self, sql: str, *_: object) -> list[dict[str, object]]:
        if "likhet_variabel" in sql:
            return [{"variabel_namn": "Folkmängd", "vikt": 2}]
        near = {"liknande_kommun_kod": "0980", "liknande_kommun_namn": "<Gotland>"}
        far = {"liknande_kommun_kod": "0180", "liknande_kommun_namn": "Stockholm"}
        return [
            ROW | near | {"kommun_kod": "2080", "ordning": 1, "variabel_namn": "Folkmängd"}
            | {"avstand_promille": 0, "bidrag_procent": None},
            ROW | far | {"kommun_kod": "2080", "ordning": 2, "variabel_namn": "Folkmängd"}
            | {"avstand_promille": 900, "bidrag_procent": 100},
            ROW | {"kommun_kod": "2081", "ordning": 1, "variabel_namn": "Utbildning"}
            | {"orsak_kod": "variabel_saknas", "orsak_text": "Kommunen saknar värde."},
        ]  # fmt: skip


@pytest.fixture
def likeness() -> dict[str, Likeness]:
    place = Place("storstad", "0180", "Stockholm", "kommun/0180.html")
    facts = SimpleNamespace(subjects=(place,), matar=2024)
    site = SimpleNamespace(facts=facts, warehouse=Tables(), matar=2024)
    return read_likeness(site)  # type: ignore[arg-type]


def page(likhet: Likeness) -> str:
    template = environment().get_template("publish/webb/likhet.html.j2")
    return template.render(likhet=likhet, root="../", kod="2080", matar=2024, proof=Proof())


def test_the_nearest_stand_in_order_with_what_the_distance_is_made_of(likeness):
    near, far = likeness["2080"].grannar
    assert near == Neighbour("0980", "<Gotland>", "", 0, (("Folkmängd", None),))
    assert (far.href, far.bidrag) == ("kommun/0180.html", (("Folkmängd", 100),))
    told = page(likeness["2080"])
    assert "&lt;Gotland&gt;" in told
    assert '<a href="../kommun/0180.html">Stockholm</a>' in told
    assert '<td>900</td><td data-n="bidrag_procent|Folkmängd">100 %</td>' in told
    assert '<td>0</td><td data-n="bidrag_procent|Folkmängd">–</td>' in told
    assert 'href="../jamfor.html#vem=2080,0980,0180&amp;indikator=alla"' in told


def test_a_kommun_without_a_variable_is_told_why(likeness):
    assert likeness["2081"].grannar == ()
    told = page(likeness["2081"])
    assert "Kommunen saknar värde. Det som saknas: Utbildning." in told
    assert "<table" not in told


def test_likeness_is_read_from_nothing_that_was_answered():
    folder = project_root() / "models/features/likhet"
    read = {
        name
        for path in folder.glob("*.sql")
        for name in re.findall(r'ref\("(\w+)"\)', path.read_text(encoding="utf-8"))
    }
    assert read == {
        "int_enhet__ram", "dim_kommun", "likhet_variabel", "folkmangd", "skr_medlem", "skr_grupp",
        "likhet_varde", "int_likhet__varde",
    }  # fmt: skip


def test_the_newer_is_the_last_listed_of_the_same_year_or_a_later_one():
    a = Entry("a", "a", 2023, "preliminar", "2024-01-01", None)
    b = Entry("b", "b", 2024, "preliminar", "2025-01-01", None)
    c = Entry("c", "c", 2023, "slutlig", "2025-02-01", "a")
    assert newer_than([a, b, c], a) == c
    assert newer_than([a, b, c], b) is None
    assert newer_than([a, b], a) == b
    assert newer_than([a, b, c], c) is None
