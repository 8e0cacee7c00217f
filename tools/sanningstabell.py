"""``python -m tools.sanningstabell``: write the truth tables of the rules as a page.

The tables are computed by the project's own macros. Combinations that differ in one answer and end
in the same branch are folded into one row, so that every combination is still in exactly one row.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from pathlib import Path

import duckdb

from oppna_jamforelser.project import project_root, read_seed
from oppna_jamforelser.sqlmotor import build_models

PAGE = "docs/sanningstabell.md"
MODELS = (
    "int_indikator__per_ar",
    "int_indikator__roll_per_ar",
    "int_regel__roll",
    "int_regel__kombination",
    "int_regel__sanningstabell",
    "mart_sanningstabell",
)
UNANSWERED = "Inte besvarad"
ANY = "–"
INTRODUCTION = """\
# Sanningstabell

<!-- Skriven av python -m tools.sanningstabell; ändra inte för hand. -->

Varje regel prövas mot alla kombinationer av svar som den kan möta: varje svar på frågans skala, ett
svar som inte kunde användas och inget svar alls. Tabellerna är uträknade av reglernas egna makron
(`macros/regler`), och samma tabell finns rad för rad i `mart_sanningstabell`.

Rader som bara skiljer sig i ett svar och slutar i samma gren är sammanslagna, också för de fyra
namngivna metoderna: flera svar i en cell betyder vilket som helst av dem, och ”–” att svaret inte
spelar någon roll. Varje kombination finns i exakt en rad; kolumnen Antal säger hur många den har.
"""

Answer = str | None
Answers = tuple[tuple[Answer, ...], ...]  # in each role any of these


Branches = dict[tuple[Answer, ...], str]
Texts = dict[str, tuple[str, str]]  # branch: its outcome, or the lack of one, and its words
Variant = tuple[str, str, tuple[str, ...], Branches]  # its id, rule, roles and branches
# A rule with its roles, branches and texts: variants with the same are one table.
Content = tuple[
    str,
    tuple[str, ...],
    tuple[tuple[tuple[Answer, ...], str], ...],
    tuple[tuple[str, tuple[str, str]], ...],
]


@dataclass(frozen=True)
class Combined:
    """Combinations that end in one branch: in each role any of these answers."""

    answers: Answers
    gren_id: str

    @property
    def count(self) -> int:
        return prod(len(answers) for answers in self.answers)


@dataclass(frozen=True)
class Table:
    """The truth table of one rule with one set of scales."""

    regel_id: str
    variants: tuple[str, ...]
    questions: str
    roles: tuple[str, ...]
    texts: Texts
    rows: tuple[Combined, ...]

    def scale(self, place: int) -> set[Answer]:
        """Return all answers that a role can have."""
        return {answer for row in self.rows for answer in row.answers[place]}


def folded(branches: Mapping[tuple[Answer, ...], str]) -> list[Combined]:
    """Fold combinations, the last role first, until no two rows differ in one role only."""
    rows = [Combined(tuple((answer,) for answer in key), gren) for key, gren in branches.items()]
    while True:
        before = len(rows)
        for place in reversed(range(len(rows[0].answers))):
            rows = _folded_in(rows, place)
        if len(rows) == before:
            return rows


def _folded_in(rows: Iterable[Combined], place: int) -> list[Combined]:
    alike: dict[tuple[Answers, Answers, str], tuple[Answer, ...]] = {}
    for row in rows:
        others = row.answers[:place], row.answers[place + 1 :], row.gren_id
        alike[others] = alike.get(others, ()) + row.answers[place]
    return [
        Combined((*first, answers, *last), gren) for (first, last, gren), answers in alike.items()
    ]


def tables() -> list[Table]:
    """Return the truth tables, those with the same answers together, in the order of the rules."""
    connection = duckdb.connect()
    build_models(connection, MODELS)
    by_content: dict[Content, list[str]] = {}
    for variant, regel_id, roles, branches in _variants(connection):
        texts = _texts(connection, variant)
        content = regel_id, roles, tuple(branches.items()), tuple(texts.items())
        by_content.setdefault(content, []).append(variant)
    return [
        Table(
            regel_id,
            tuple(variants),
            _questions(connection, variants),
            roles,
            dict(texts),
            tuple(folded(dict(branches))),
        )
        for (regel_id, roles, branches, texts), variants in by_content.items()
    ]


def _variants(connection: duckdb.DuckDBPyConnection) -> list[Variant]:
    order: dict[Answer, int] = {row["svarsklass"]: nr for nr, row in enumerate(_classes())}
    found: dict[str, tuple[str, Branches]] = {}
    roles = _roles(connection)
    rows = connection.execute(
        "select regel_variant, regel_id, gren_id, columns('svar_[0-9]') "
        "from int_regel__sanningstabell order by regel_variant"
    ).fetchall()
    for variant, regel_id, gren_id, *answers in rows:
        key = tuple(answers[: len(roles[regel_id])])
        found.setdefault(variant, (regel_id, {}))[1][key] = gren_id
    return [
        (
            variant,
            regel_id,
            roles[regel_id],
            dict(sorted(branches.items(), key=lambda pair: [order.get(a, 99) for a in pair[0]])),
        )
        for variant, (regel_id, branches) in found.items()
    ]


def _roles(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    """Return the names of the roles of each rule, in the order of their places."""
    roles: dict[str, tuple[str, ...]] = {}
    for regel_id, roll_namn in connection.execute(
        "select regel_id, roll_namn from int_regel__roll order by regel_id, plats"
    ).fetchall():
        roles[regel_id] = (*roles.get(regel_id, ()), roll_namn)
    return roles


def _classes() -> list[Mapping[str, str]]:
    """Return the classes of answers: Ja first, Nej after the other answers, refused ones last."""
    rank = {"ja": 0, "nej": 2, "ogiltigt": 3}
    return sorted(
        read_seed("metadata/svarsklass"),
        key=lambda row: (rank.get(row["svarsklass"], 1), row["svarsklass"]),
    )


def _questions(connection: duckdb.DuckDBPyConnection, variants: Sequence[str]) -> str:
    """Return the questions that the variants judge, and the years when they do."""
    codes, years = set(), set()
    for fraga_kod, matar in connection.execute(
        "select distinct fraga_kod, matar from int_indikator__roll_per_ar "
        "inner join int_indikator__per_ar using (matar, indikator_id) "
        "where list_contains(?, regel_variant)",
        [list(variants)],
    ).fetchall():
        codes.add(fraga_kod)
        years.add(matar)
    span = f"{min(years)}–{max(years)}" if len(years) > 1 else f"{min(years)}"
    return f"{', '.join(sorted(codes))} ({span})"


def page() -> str:
    """Return the page."""
    rules = {row["regel_id"]: row for row in read_seed("regler/regel")}
    parts, heading = [INTRODUCTION], ""
    for table in tables():
        rule = rules[table.regel_id]
        if heading != rule["regel_namn"]:
            heading = rule["regel_namn"]
            parts.append(f"## {heading}\n\n{rule['regel_text']} ({rule['kalla']})\n")
        parts.append(_written(table))
    return "\n".join(parts)


def _written(table: Table) -> str:
    """Return one table as Markdown."""
    classes = {
        row["svarsklass"]: row["svarsklass_text"] for row in read_seed("metadata/svarsklass")
    }
    columns = [*table.roles, "Utfall", "Varför", "Antal"]
    lines = [
        f"Frågor: {table.questions}. Kombinationer: {sum(row.count for row in table.rows)}.",
        "",
        _line(columns),
        _line(["---"] * (len(columns) - 1) + ["---:"]),
    ]
    for row in table.rows:
        cells = [
            ANY
            if set(answers) == table.scale(place)
            else " / ".join(classes[answer] if answer else UNANSWERED for answer in answers)
            for place, answers in enumerate(row.answers)
        ]
        lines.append(_line([*cells, *table.texts[row.gren_id], str(row.count)]))
    return "\n".join([*lines, ""])


def _texts(connection: duckdb.DuckDBPyConnection, variant: str) -> dict[str, tuple[str, str]]:
    """Return the words for the outcome, or the lack of one, of each branch, and for the branch."""
    found = connection.execute(
        "select distinct gren_id, utfall_text, gren_text from mart_sanningstabell "
        "where regel_variant = ? order by gren_id",
        [variant],
    ).fetchall()
    return {gren: (f"**{utfall}**" if utfall else "saknas", text) for gren, utfall, text in found}


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def write_page(path: Path | None = None) -> None:
    """Write the page, where the project has it unless told otherwise."""
    (path or project_root() / PAGE).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write_page()
