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

from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.marts import Mart
from oppna_jamforelser.publish.open_files import identity
from oppna_jamforelser.publish.open_files.documents import write_json
from oppna_jamforelser.publish.open_files.titles import (
    METRICS_EN,
    PERSON_METRICS_EN,
    PERSON_UNITS,
    SEXES,
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
    """Write ``jsonstat/`` below *folder*: two datasets for each survey year."""
    (folder / "jsonstat").mkdir()
    for year in source.years:
        not_asked = _not_asked(source, year)
        for cube, document in (
            (GROUPS, _groups(source, year, not_asked)),
            (UNITS, _units(source, year, not_asked)),
        ):
            if source.edition.address:
                document["href"] = source.edition.address_of(jsonstat_path(cube, year))
            write_json(folder / jsonstat_path(cube, year), document)

    for year in person_years(source):
        for cube in (PERSONS_OF_GROUPS, PERSONS_OF_UNITS):
            document = _persons(source, year, cube)
            if source.edition.address:
                document["href"] = source.edition.address_of(jsonstat_path(cube, year))
            write_json(folder / jsonstat_path(cube, year), document)


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
    mart = _mart(source, f"fct_{cube}")
    is_of_groups = cube == PERSONS_OF_GROUPS
    columns = [
        column for column in mart.columns if column.name not in (*mart.primary_key, "orsak_kod")
    ]
    metrics = [column.name for column in columns]
    place = "gruppindelning || ':' || grupp_kod" if is_of_groups else "enhet_kod"
    key = [place, "indikator_id", *(["kon"] if is_of_groups else [])]
    facts = {
        tuple(row[: len(key)]): (row[len(key)], list(row[len(key) + 1 :]))
        for row in source.rows(
            f"select {', '.join([*key, 'orsak_kod', *metrics])} from marts.{mart.name}"
            " where matar = ?",
            year,
        )
    }
    names = _group_labels(source, mart.name) if is_of_groups else _person_units(source)
    labels, labels_en = _labels(
        source.rows(
            "select indikator_id, namn, namn_en from marts.dim_indikator"
            " where status = 'personbaserad' order by 1"
        )
    )
    years = {str(year): str(year)}
    dimensions = [
        Dimension("matar", "Kalenderår", years, "time", "Calendar year", years),
        Dimension("grupp", "Redovisningsgrupp", names[0], "geo", "Group", names[1])
        if is_of_groups
        else Dimension("enhet", "Redovisningsenhet", names[0], "geo", "Reporting unit", names[1]),
        Dimension("indikator", "Mått", labels, None, "Measure", labels_en),
        *([Dimension("kon", "Kön", SEXES, None, "Sex", SEXES_EN)] if is_of_groups else []),
        Dimension(
            "matt",
            "Värden",
            {column.name: column.title for column in columns},
            "metric",
            "Values",
            {name: PERSON_METRICS_EN[name] for name in metrics},
            texts={column.name: column.description_sv for column in columns},
            texts_en={column.name: column.description for column in columns},
            units={name: PERSON_UNITS[name] for name in metrics},
        ),
    ]
    of = ("grupp", "group") if is_of_groups else ("enhet", "unit")
    return _dataset(
        source,
        (f"Antal våldsutsatta personer per {of[0]}", f"Persons exposed to violence by {of[1]}"),
        dimensions,
        facts,
        {},
        frozenset(metrics) - {"varde"},
    )


def _person_units(source: Source) -> tuple[dict[str, str], dict[str, str]]:
    """Return the units and the cities as wholes, by code; a name that is not alone has its code."""
    rows = source.rows(
        "with namn as ("
        " select distinct tal.enhet_kod as kod, coalesce(enhet.enhet_namn, kommun.kommun_namn)"
        " as namn from marts.fct_enhetsvarde as tal"
        " left join marts.dim_enhet as enhet on tal.enhet_kod = enhet.enhet_kod"
        " left join marts.dim_kommun as kommun on tal.enhet_kod = kommun.kommun_kod"
        " where tal.matar <= ?)"
        " select kod, case when count(*) over (partition by namn) > 1"
        " then namn || ' (' || kod || ')' else namn end from namn order by kod",
        source.matar,
    )
    return dict(rows), dict(rows)


def _groups(source: Source, year: int, not_asked: Mapping[str, str]) -> dict[str, Any]:
    """Return the cube of groups: every count and share of ``fct_gruppvarde``."""
    mart = _mart(source, "fct_gruppvarde")
    metrics = [
        column for column in mart.columns
        if column.name not in (*mart.primary_key, "orsak_kod", "markning", "belagg")
    ]  # fmt: skip
    names = ", ".join(column.name for column in metrics)
    facts: Facts = {
        (group, indicator): (reason, values)
        for group, indicator, reason, *values in source.rows(
            f"select gruppindelning || ':' || grupp_kod, indikator_id, orsak_kod, {names}"
            " from marts.fct_gruppvarde where matar = ?",
            year,
        )
    }
    groups, groups_en = _group_labels(source, mart.name)
    return _dataset(
        source,
        ("Antal och andel per grupp och indikator", "Counts and shares by group and indicator"),
        [
            _year(year),
            Dimension("grupp", "Redovisningsgrupp", groups, "geo", "Group", groups_en),
            _indicators(source, year),
            Dimension(
                "matt",
                "Mått",
                {c.name: c.title for c in metrics},
                "metric",
                "Measure",
                {c.name: METRICS_EN[c.name] for c in metrics},
                texts={c.name: c.description_sv for c in metrics},
                texts_en={c.name: c.description for c in metrics},
                units={c.name: _unit(c.name) for c in metrics},
            ),
        ],
        facts,
        not_asked,
    )


def _group_labels(source: Source, mart: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the groups that the mart has in any year, by code."""
    return _labels(
        source.rows(
            "select distinct gruppindelning || ':' || grupp_kod as grupp,"
            " gruppindelning_namn || ': ' || grupp_namn,"
            " gruppindelning_namn_en || ': ' || grupp_namn_en from marts.dim_redovisningsgrupp"
            " where (gruppindelning, grupp_kod) in"
            f" (select (gruppindelning, grupp_kod) from marts.{mart} where matar <= ?)"
            " order by grupp",
            source.matar,
        )
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
    units = dict(
        source.rows(
            "select enhet_kod, case when count(*) over (partition by enhet_namn) > 1"
            " then enhet_namn || ' (' || enhet_kod || ')' else enhet_namn end"
            " from marts.dim_enhet where enhet_kod in"
            " (select enhet_kod from marts.fct_enhetsutfall where matar <= ?) order by enhet_kod",
            source.matar,
        )
    )
    return _dataset(
        source,
        ("Utfall per enhet och indikator", "Outcomes by unit and indicator"),
        [
            _year(year),
            Dimension("enhet", "Redovisningsenhet", units, "geo", "Reporting unit", units),
            _indicators(source, year),
            Dimension(
                "matt",
                "Mått",
                {"utfall": "Utfall (kod)"},
                "metric",
                "Measure",
                {"utfall": "Outcome (code)"},
                units={"utfall": {"label": "kod", "decimals": 0}},
            ),
        ],
        facts,
        not_asked,
    )


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
        "role": _roles(dimensions),
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


def _roles(dimensions: Iterable[Dimension]) -> dict[str, list[str]]:
    return {dimension.role: [dimension.id] for dimension in dimensions if dimension.role}


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


def _year(year: int) -> Dimension:
    labels = {str(year): str(year)}
    return Dimension("matar", "Mätår", labels, "time", "Survey year", labels)


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


def _mart(source: Source, name: str) -> Mart:
    return next(mart for mart in source.tables if mart.name == name)
