"""JSON-stat 2: one cube of groups and one of units for each survey year, two more of persons.

Values stand in row-major order: the last dimension of ``id`` moves fastest. A cell without a value
has its reason in ``status``; what was not asked that year has the reason of the per-kommun mart.
Every value is a number, an outcome a code with its word in ``extension``, and the cubes of all
years have the same categories: clients join two years by place, and make a text a missing value.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from oppna_jamforelser.persons import KON
from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.marts import Column
from oppna_jamforelser.publish.open_files import identity
from oppna_jamforelser.publish.open_files.documents import write_json
from oppna_jamforelser.publish.open_files.titles import (
    METRICS_EN,
    PERSON_METRICS_EN,
    PERSON_UNITS,
    SEXES_EN,
)
from oppna_jamforelser.publish.open_files.warehouse import Source

GROUPS = "gruppvarde"
UNITS = "enhetsutfall"
PERSONS_OF_GROUPS = "gruppvarde_tal"
PERSONS_OF_UNITS = "enhetsvarde"
# Codes, not measures: no 0, so that a missing value and a code are never taken for one another.
OUTCOMES = {"ja": 1, "delvis": 2, "nej": 3, "ej_aktuellt": 4}
OUTSIDE = "utanfor_ramen"
NOT_GIVEN = "ges_inte"
"""Why a measure beside a shown value is empty: a reading B of hidden rates, a share's reading B."""
_NOT_GIVEN_TEXTS = {NOT_GIVEN: "Måttet ges inte för det här värdet."}
_NOT_GIVEN_TEXTS_EN = {NOT_GIVEN: "The measure is not given for this value."}
_GROUP = "gruppindelning || ':' || grupp_kod"
Value = int | float | None
Facts = Mapping[tuple[str, ...], tuple[str | None, list[Any]]]


@dataclass(frozen=True)
class Dimension:
    """One dimension of a cube; *labels*: its categories with their labels, in order.

    *notes*: the code of what a category rests on; *texts*: what it means.
    """

    id: str
    label: str
    labels: Mapping[str, str]
    role: str | None = None
    label_en: str = ""
    labels_en: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    texts_en: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


def jsonstat_path(cube: str, year: int) -> str:
    """Return where the cube (GROUPS or UNITS) of a year lies in the publication."""
    return f"jsonstat/{cube}_{year}.json"


def write_jsonstat(source: Source, folder: Path) -> None:
    """Write ``jsonstat/`` below *folder*: two cubes a survey year, two more of persons."""
    (folder / "jsonstat").mkdir()

    def write(cube: str, year: int, document: dict[str, Any]) -> None:
        if source.edition.address:
            document["href"] = source.edition.address_of(jsonstat_path(cube, year))
        write_json(folder / jsonstat_path(cube, year), document)

    for year in source.years:
        not_asked = _not_asked(source, year)
        write(GROUPS, year, _groups(source, year, not_asked))
        write(UNITS, year, _units(source, year, not_asked))
    for year in person_years(source):
        for cube in (PERSONS_OF_GROUPS, PERSONS_OF_UNITS):
            write(cube, year, _persons(source, year, cube))


def person_years(source: Source) -> tuple[int, ...]:
    """Return the calendar years of the publication that have counts of persons."""
    return tuple(
        year
        for (year,) in source.rows(
            "select distinct matar from marts.fct_enhetsvarde where matar <= ? order by matar",
            source.matar,
        )
    )


def _persons(source: Source, year: int, cube: str) -> dict[str, Any]:
    """Return a cube of persons: every count, value and coverage, or in status why it is hidden."""
    mart, is_of_groups = f"fct_{cube}", cube == PERSONS_OF_GROUPS
    columns = _measures(source, mart)
    key = [_GROUP, "indikator_id", "kon"] if is_of_groups else ["enhet_kod", "indikator_id"]
    labels, labels_en = _labels(
        source.rows(
            "select indikator_id, namn, namn_en from marts.dim_indikator"
            " where status = 'personbaserad' order by 1"
        )
    )
    of = ("grupp", "group") if is_of_groups else ("enhet", "unit")
    return _dataset(
        source,
        (f"Antal våldsutsatta personer per {of[0]}", f"Persons exposed to violence by {of[1]}"),
        [
            _year(year, "Kalenderår", "Calendar year"),
            (_group_labels if is_of_groups else _unit_labels)(source, mart),
            Dimension("indikator", "Mått", labels, None, "Measure", labels_en),
            *([Dimension("kon", "Kön", KON, None, "Sex", SEXES_EN)] if is_of_groups else []),
            _metrics(("Värden", "Values"), columns, PERSON_METRICS_EN, PERSON_UNITS),
        ],
        _facts(source, mart, key, columns, year),
        {},
        frozenset(column.name for column in columns) - {"varde"},
    )


def _groups(source: Source, year: int, not_asked: Mapping[str, str]) -> dict[str, Any]:
    """Return the cube of groups: every count and share of ``fct_gruppvarde``."""
    columns = _measures(source, "fct_gruppvarde")
    units = {column.name: _unit(column.name) for column in columns}
    return _dataset(
        source,
        ("Antal och andel per grupp och indikator", "Counts and shares by group and indicator"),
        [
            _year(year),
            _group_labels(source, "fct_gruppvarde"),
            _indicators(source, year),
            _metrics(("Mått", "Measure"), columns, METRICS_EN, units),
        ],
        _facts(source, "fct_gruppvarde", [_GROUP, "indikator_id"], columns, year),
        not_asked,
    )


def _units(source: Source, year: int, not_asked: Mapping[str, str]) -> dict[str, Any]:
    """Return the cube of units: the outcome of ``fct_enhetsutfall`` as its code."""
    facts: Facts = {
        (unit, indicator): (reason, [OUTCOMES[outcome] if outcome else None])
        for unit, indicator, reason, outcome in source.rows(
            "select enhet_kod, indikator_id, orsak_kod, utfall from marts.fct_enhetsutfall"
            " where matar = ?",
            year,
        )
    }
    code, code_en = {"utfall": "Utfall (kod)"}, {"utfall": "Outcome (code)"}
    units = {"utfall": {"label": "kod", "decimals": 0}}
    return _dataset(
        source,
        ("Utfall per enhet och indikator", "Outcomes by unit and indicator"),
        [
            _year(year),
            _unit_labels(source, "fct_enhetsutfall"),
            _indicators(source, year),
            Dimension("matt", "Mått", code, "metric", "Measure", code_en, units=units),
        ],
        facts,
        not_asked,
    )


def _measures(source: Source, name: str) -> list[Column]:
    """Return the columns of a mart that are measures."""
    mart = next(mart for mart in source.tables if mart.name == name)
    others = (*mart.primary_key, "orsak_kod", "markning", "belagg")
    return [column for column in mart.columns if column.name not in others]


def _metrics(
    label: tuple[str, str],
    columns: list[Column],
    labels_en: Mapping[str, str],
    units: Mapping[str, Mapping[str, object]],
) -> Dimension:
    """Return the dimension of the measures: what they are called and mean, and their units."""
    return Dimension(
        "matt",
        label[0],
        {column.name: column.title for column in columns},
        "metric",
        label[1],
        {column.name: labels_en[column.name] for column in columns},
        texts={column.name: column.description_sv for column in columns},
        texts_en={column.name: column.description for column in columns},
        units={column.name: units[column.name] for column in columns},
    )


def _facts(
    source: Source, mart: str, key: list[str], columns: list[Column], year: int
) -> dict[tuple[str, ...], tuple[str | None, list[Any]]]:
    """Return the reason and the measures of each row of a mart, by its key."""
    names = ", ".join([*key, "orsak_kod", *(column.name for column in columns)])
    count = len(key)
    return {
        tuple(row[:count]): (row[count], list(row[count + 1 :]))
        for row in source.rows(f"select {names} from marts.{mart} where matar = ?", year)
    }


def _unit_labels(source: Source, mart: str) -> Dimension:
    """Return the units that a mart has in any year, cities too; a shared name has its code."""
    units = dict(
        source.rows(
            "with namn as ("
            " select distinct fakta.enhet_kod as kod,"
            " coalesce(enhet.enhet_namn, kommun.kommun_namn) as namn"
            f" from marts.{mart} as fakta"
            " left join marts.dim_enhet as enhet on fakta.enhet_kod = enhet.enhet_kod"
            " left join marts.dim_kommun as kommun on fakta.enhet_kod = kommun.kommun_kod"
            " where fakta.matar <= ?)"
            " select kod, case when count(*) over (partition by namn) > 1"
            " then namn || ' (' || kod || ')' else namn end from namn order by kod",
            source.matar,
        )
    )
    return Dimension("enhet", "Redovisningsenhet", units, "geo", "Reporting unit", units)


def _group_labels(source: Source, mart: str) -> Dimension:
    """Return the groups that the mart has in any year."""
    groups, groups_en = _labels(
        source.rows(
            f"select distinct {_GROUP} as grupp,"
            " gruppindelning_namn || ': ' || grupp_namn,"
            " gruppindelning_namn_en || ': ' || grupp_namn_en from marts.dim_redovisningsgrupp"
            " where (gruppindelning, grupp_kod) in"
            f" (select (gruppindelning, grupp_kod) from marts.{mart} where matar <= ?)"
            " order by grupp",
            source.matar,
        )
    )
    return Dimension("grupp", "Redovisningsgrupp", groups, "geo", "Group", groups_en)


def _dataset(
    source: Source,
    titles: tuple[str, str],
    dimensions: list[Dimension],
    facts: Facts,
    not_asked: Mapping[str, str],
    optional: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """Return one dataset; *facts*: reason and values by place, indicator, and what else there is.

    *optional* are measures that may lack a value beside one that is shown.
    """
    year, *keyed, metrics = dimensions
    indicators = keyed[1]
    label, label_en = titles
    values: list[Value] = []
    status: dict[str, str] = {}
    for key in product(*(dimension.labels for dimension in keyed)):
        reason, cells = facts.get(key) or (
            not_asked.get(key[1], OUTSIDE),
            [None] * len(metrics.labels),
        )
        for cell, metric in zip(cells, metrics.labels, strict=True):
            if cell is None:
                is_free = reason is None and metric in optional
                status[str(len(values))] = NOT_GIVEN if is_free else _known(reason, key)
            values.append(_number(cell))
    sizes = [len(dimension.labels) for dimension in dimensions]
    if len(values) != prod(sizes):
        raise PublishError(
            f"JSON-stat: {label} {year.label} har {len(values)} celler, inte {sizes}."
        )
    document: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": f"{identity.TITLE}. {label}, {year.label.lower()} {next(iter(year.labels))}",
        "source": source.edition.utgivare,
        "note": [text for text in (source.warning, identity.ORIGIN, source.evidence_text) if text],
        "id": [dimension.id for dimension in dimensions],
        "size": sizes,
        "role": {d.role: [d.id] for d in dimensions if d.role},
        "dimension": {d.id: _category(source, d) for d in dimensions},
        "value": values,
        "status": status,
        "extension": {
            "status": _used(source.codes["orsak_kod"] | _NOT_GIVEN_TEXTS, status.values())
        },
    }
    if source.edition.datum:
        document["updated"] = source.edition.datum
    if "utfall" in metrics.labels:
        document["extension"]["value"] = {"utfall": _outcomes(source.codes)}
    document["extension"]["belagg"] = indicators.notes
    document["extension"]["en"] = {
        "label": f"{identity.TITLE_EN}. {label_en}, {year.label_en.lower()} "
        f"{next(iter(year.labels))}",
        "dimension": {
            dimension.id: {
                "label": dimension.label_en,
                "category": {"label": dimension.labels_en}
                | ({"note": _as_notes(dimension.texts_en)} if dimension.texts_en else {}),
            }
            for dimension in dimensions
        },
        "status": _used(source.codes_en["orsak_kod"] | _NOT_GIVEN_TEXTS_EN, status.values()),
        "belagg": _used(source.codes_en["belagg"], indicators.notes.values()),
        "utfall": _outcomes(source.codes_en) if "utfall" in metrics.labels else {},
    }
    if source.marking:
        document["extension"]["markning"] = source.marking
    return document


def _labels(rows: Iterable[tuple[str, str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the labels by code, in Swedish and in English."""
    swedish, english = {}, {}
    for code, text, text_en in rows:
        swedish[code], english[code] = text, text_en
    return swedish, english


def _outcomes(codes: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the words of the outcomes by their number."""
    return {str(number): codes["utfall"][code] for code, number in OUTCOMES.items()}


def _unit(metric: str) -> dict[str, object]:
    """Return a measure's unit, and the decimals that a client shows."""
    if metric.endswith("_procent"):
        return {
            "label": "procent",
            "symbol": "%",
            "position": "end",
            "decimals": 0 if metric == "andel_procent" else 1,
        }
    return {"label": "enheter" if metric.endswith("_antal") else "1 ja, 0 nej", "decimals": 0}


def _used(labels: Mapping[str, str], codes: Iterable[str]) -> dict[str, str]:
    used = set(codes)
    return {code: label for code, label in labels.items() if code in used}


def _known(reason: str | None, key: tuple[str, ...]) -> str:
    if reason is None:
        raise PublishError(f"JSON-stat: {' '.join(key)} har varken värde eller orsak.")
    return reason


def _number(cell: Any) -> Value:
    """Return a cell as JSON has it: a boolean is 1 or 0, a fixed decimal its own digits."""
    if isinstance(cell, bool):
        return int(cell)
    return float(cell) if isinstance(cell, Decimal) else cell


def _category(source: Source, dimension: Dimension) -> dict[str, Any]:
    category: dict[str, Any] = {
        "index": list(dimension.labels),
        "label": dict(dimension.labels),
    }
    if dimension.notes:
        words = source.codes["belagg"]
        category["note"] = {code: [words[belagg]] for code, belagg in dimension.notes.items()}
    if dimension.texts:
        category["note"] = _as_notes(dimension.texts)
    if dimension.units:
        category["unit"] = dimension.units
    return {"label": dimension.label, "category": category}


def _as_notes(texts: Mapping[str, str]) -> dict[str, list[str]]:
    return {code: [text] for code, text in texts.items()}


def _year(year: int, label: str = "Mätår", label_en: str = "Survey year") -> Dimension:
    labels = {str(year): str(year)}
    return Dimension("matar", label, labels, "time", label_en, labels)


def _indicators(source: Source, year: int) -> Dimension:
    """Return the indicators; each that was asked has a note: what its cells of the year rest on."""
    labels, labels_en = _labels(
        source.rows("select indikator_id, namn, namn_en from marts.dim_indikator order by 1")
    )
    evidence = source.rows(
        "select distinct indikator_id, belagg from marts.fct_gruppvarde where matar = ? order by 1",
        year,
    )
    return Dimension("indikator", "Indikator", labels, None, "Indicator", labels_en, dict(evidence))


def _not_asked(source: Source, year: int) -> dict[str, str]:
    """Return the reason of every indicator that has no results that year."""
    return dict(
        source.rows(
            "select distinct indikator_id, orsak_kod from marts.mart_kommun_indikator"
            " where matar = ? and indikator_id not in"
            " (select indikator_id from marts.fct_gruppvarde where matar = ?)"
            " order by indikator_id",
            year,
            year,
        )
    )
