"""The kommuner's results in the form of Kolada's API, version 3, so that its clients can read them.

The form is Kolada's, the figures are ours. An indicator goes by Kolada's id where Kolada had one on
the same scale; every other one by an id of our own, ``OJ_`` and the indicator's key. Counts of
persons per 10 000 adults are Kolada's measures read as Kolada reads them: a city is the mean of its
parts' rates. Only totals stand here: a kommun is not told by sex.
"""

from pathlib import Path
from typing import Any

from oppna_jamforelser.publish.open_files import identity
from oppna_jamforelser.publish.open_files.documents import write_json
from oppna_jamforelser.publish.open_files.warehouse import Source

_SCALES = {False: {"nej": 0, "ja": 1}, True: {"nej": 0, "delvis": 1, "ja": 2}}

# One row is one kommun × indicator with results; a city that answers in parts has their counts.
_CELLS = """
    select
        cell.matar,
        cell.kommun_kod,
        cell.indikator_id,
        cell.utfall,
        cell.orsak_kod,
        cell.kommun_namnare_antal,
        cell.kommun_ja_antal,
        stad.delvis_antal
    from marts.mart_kommun_indikator as cell
    inner join marts.dim_indikator as indikator
        on cell.indikator_id = indikator.indikator_id and indikator.har_utfall
    left join marts.fct_gruppvarde as stad
        on cell.matar = stad.matar
        and stad.gruppindelning = 'storstad'
        and cell.kommun_kod = stad.grupp_kod
        and cell.indikator_id = stad.indikator_id
    where cell.matar = ?
    order by cell.indikator_id, cell.kommun_kod
"""

# One row is one kommun × measure of persons. A city of which some part's rate is hidden has no
# mean; what hides the part is then its reason too.
_PERSONS = """
    select
        tal.matar, tal.enhet_kod, tal.indikator_id,
        case when starts_with(indikator.skala, 'Antal') then tal.varde_lasning_b else tal.varde end
            as varde,
        coalesce(tal.orsak_kod, delar.orsak_kod) as orsak_kod,
        coalesce(stad.rapporterande_antal, 1) as antal
    from marts.fct_enhetsvarde as tal
    inner join marts.dim_kommun as kommun on tal.enhet_kod = kommun.kommun_kod
    inner join marts.dim_indikator as indikator on tal.indikator_id = indikator.indikator_id
    left join marts.fct_gruppvarde_tal as stad
        on tal.matar = stad.matar and stad.gruppindelning = 'storstad' and stad.kon = 'totalt'
        and tal.enhet_kod = stad.grupp_kod and tal.indikator_id = stad.indikator_id
    left join (
        select del.matar, enhet.kommun_kod, del.indikator_id,
            case when bool_or(del.orsak_kod = 'skyddad') then 'skyddad' else min(del.orsak_kod) end
                as orsak_kod
        from marts.fct_enhetsvarde as del
        inner join marts.dim_enhet as enhet on del.enhet_kod = enhet.enhet_kod
        where enhet.enhet_kod <> enhet.kommun_kod and del.orsak_kod <> 'ej_rapporterad'
        group by del.matar, enhet.kommun_kod, del.indikator_id
    ) as delar
        on tal.matar = delar.matar and tal.enhet_kod = delar.kommun_kod
        and tal.indikator_id = delar.indikator_id
    where tal.matar = ?
    order by tal.indikator_id, tal.enhet_kod
"""


def kolada_path(year: int) -> str:
    """Return where the values of a year lie in the publication."""
    return f"kolada/data_{year}.json"


def write_kolada_form(source: Source, folder: Path) -> None:
    """Write ``kolada/`` below *folder*: kpi.json, municipality.json and the values of each year."""
    (folder / "kolada").mkdir()
    scales = _scales(source)
    ids = _Ids(source, scales)
    persons = _person_ids(source)
    for year in source.years:
        values = [_cell(row, ids, scales) for row in source.rows(_CELLS, year)]
        values += [_person_cell(row, persons) for row in source.rows(_PERSONS, year)]
        write_json(folder / kolada_path(year), _envelope(source, values))
    kpis = _kpis(source, {**ids.used, **{kpi: id for id, kpi in persons.items()}}, scales)
    write_json(folder / "kolada/kpi.json", _envelope(source, kpis), 1)
    kommuner = source.rows(
        "select kommun_kod, kommun_namn from marts.dim_kommun order by kommun_kod"
    )
    municipalities = [{"id": code, "title": name, "type": "K"} for code, name in kommuner]
    write_json(folder / "kolada/municipality.json", _envelope(source, municipalities), 1)


def scale_text(scale: dict[str, int]) -> str:
    """Return a scale as Kolada writes it: ``Ja=1, Nej=0``."""
    return ", ".join(f"{name.capitalize()}={value}" for name, value in reversed(scale.items()))


class _Ids:
    """Which id an indicator goes by in a year."""

    def __init__(self, source: Source, scales: dict[str, dict[str, int]]) -> None:
        self.used: dict[str, str] = {}
        self._current = dict(
            source.rows("select indikator_id, kolada_id from marts.dim_indikator where har_utfall")
        )
        self._valid: dict[str, list[tuple[str, int, int]]] = {}
        for indicator, kolada_id, first, last, scale in source.rows(
            "select indikator_id, kolada_id, coalesce(giltig_fran_matar, 0),"
            " coalesce(giltig_till_matar, 9999), kolada_skala from metadata.indikator_kolada"
            " order by kolada_id"
        ):
            if indicator in scales and scale == scale_text(scales[indicator]):
                self._valid.setdefault(indicator, []).append((kolada_id, first, last))

    def of(self, indicator: str, year: int) -> str:
        """Return the id: Kolada's of that year, Kolada's of another year, or our own."""
        known = self._valid.get(indicator, [])
        kolada_id = next(
            (kolada_id for kolada_id, first, last in known if first <= year <= last),
            self._current[indicator] if known else None,
        )
        own = kolada_id or _own_id(indicator)
        self.used[own] = indicator
        return own


def _cell(row: tuple[Any, ...], ids: _Ids, scales: dict[str, dict[str, int]]) -> dict[str, Any]:
    """Return one value; without one, ``status`` says why: a reason, or *ej_aktuellt*."""
    year, kommun, indicator, outcome, reason, parts, ja, delvis = row
    scale = scales[indicator]
    value: float | None = None
    count = 0
    status = ""
    if outcome in scale:
        value, count = float(scale[outcome]), 1
    elif outcome is None and reason is None:
        points = scale["ja"] * ja + scale.get("delvis", 0) * delvis
        value, count = _two_decimals(points, parts), parts
    else:
        status = reason or outcome
    return _value(ids.of(indicator, year), kommun, year, count, status, value)


def _person_ids(source: Source) -> dict[str, str]:
    """Return what each measure of persons goes by: Kolada's id, or one of our own."""
    return {
        indicator: kolada_id or _own_id(indicator)
        for indicator, kolada_id in source.rows(
            "select indikator_id, kolada_id from marts.dim_indikator as indikator"
            " where status = 'personbaserad' and exists (select 1 from marts.fct_enhetsvarde as tal"
            " where tal.indikator_id = indikator.indikator_id and tal.matar <= ?)",
            source.matar,
        )
    }


def _person_cell(row: tuple[Any, ...], ids: dict[str, str]) -> dict[str, Any]:
    """Return one value of persons in total; without one, ``status`` says why."""
    year, kommun, indicator, value, reason, count = row
    if value is None:
        return _value(ids[indicator], kommun, year, 0, reason, None)
    return _value(ids[indicator], kommun, year, count, "", float(value))


def _value(
    kpi: str, kommun: str, year: int, count: int, status: str, value: float | None
) -> dict[str, Any]:
    of_all = {"gender": "T", "count": count, "status": status, "value": value, "isdeleted": False}
    return {"kpi": kpi, "municipality": kommun, "period": year, "values": [of_all]}


def _own_id(indicator: str) -> str:
    return f"OJ_{indicator.upper()}"


def _two_decimals(points: int, parts: int) -> float:
    """Return points/parts with two decimals, rounded half up from the integers."""
    return (200 * points + parts) // (2 * parts) / 100


def _scales(source: Source) -> dict[str, dict[str, int]]:
    """Return the scale of every indicator with results: of two steps, or of three with *Delvis*."""
    return {
        indicator: _SCALES[three_steps]
        for indicator, three_steps in source.rows(
            "select indikator_id, skala like '%Delvis%' from marts.dim_indikator where har_utfall"
        )
    }


def _kpis(
    source: Source, used: dict[str, str], scales: dict[str, dict[str, int]]
) -> list[dict[str, Any]]:
    described = {
        indicator: told
        for indicator, *told in source.rows(
            "select indikator_id, kortnamn, concat_ws(' ', namn || '.', malvarde_text),"
            " lower(skala) from marts.dim_indikator"
        )
    }
    definitions = dict(
        source.rows(
            "select indikator_id, string_agg(text_sv, ' ' order by falt_kod)"
            " from marts.mart_indikator_kort where falt_kod like 'definition%'"
            " and giltig_fran_matar <= $1"
            " and (giltig_till_matar is null or giltig_till_matar >= $1) group by indikator_id",
            source.matar,
        )
    )
    return [
        {
            "id": kpi,
            "title": f"{name}, "
            + (f"({scale_text(scales[indicator])})" if indicator in scales else unit),
            "description": source.described(f"{text} {identity.ORIGIN}"),
            "definition": definitions.get(indicator, ""),
            "auspice": source.edition.utgivare,
            "municipality_type": "K",
            "is_divided_by_gender": False,
            "operating_area": "Våld i nära relationer",
            "perspective": "Kvalitet",
            "publ_period": str(source.matar),
            "publication_date": source.edition.datum,
            "prel_publication_date": None,
            "has_ou_data": False,
            "indikator_id": indicator,
        }
        for kpi, indicator in sorted(used.items())
        for name, text, unit in [described[indicator]]
    ]


def _envelope(source: Source, values: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the envelope of v3, on one page, with who made the figures beside the values."""
    envelope: dict[str, Any] = {"values": values, "next_url": None, "previous_url": None}
    envelope["ursprung"] = source.described(identity.ORIGIN)
    if source.marking:
        envelope["markning"] = source.marking
    return envelope
