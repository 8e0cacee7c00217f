"""Explain a number of persons: count, population, rate, group; of a hidden one why, not the count.

Everything is read from what is published; what is hidden there is not looked up elsewhere.
"""

from oppna_jamforelser.errors import OjError
from oppna_jamforelser.explain.chain import read_marking
from oppna_jamforelser.explain.chain_units import keep
from oppna_jamforelser.explain.print_head import print_title
from oppna_jamforelser.matching import Candidate, find, restore_enhet_kod
from oppna_jamforelser.page import Page
from oppna_jamforelser.persons import KON, STATUS
from oppna_jamforelser.swedish import clause, comma, percent
from oppna_jamforelser.warehouse import Row, Warehouse

_INDIKATOR = ("indikator_id", "namn", "kortnamn", "skala", "malvarde_text", "kalla")
_PROTECTED = (
    "Antal personer som är 1–4 visas inte, och inte heller antal som de kan räknas fram ur. "
    "Därför visas varken antal eller värde, och inget här säger vilket av dem det är."
)


def is_number(indikator: Row) -> bool:
    """Tell whether an indicator's values are delivered as numbers of persons."""
    return indikator["status"] == STATUS


def number_chain(
    warehouse: Warehouse, indikator: Row, matar: int, grupp: Row | None, enhet: str | None
) -> Row:
    """Return the number of a group, by sex, or of a unit with its groups' beside it."""
    indikator_id = indikator["indikator_id"]
    years = [
        row["matar"]
        for row in warehouse.rows("select distinct matar from marts.fct_enhetsvarde order by 1")
    ]
    if matar not in years:
        raise OjError(
            f"inga tal om personer finns för {matar}. Lagret har "
            f"{', '.join(map(str, years)) or 'inga år'}"
        )
    chain: Row = {
        "indikator": keep(indikator, _INDIKATOR),
        "matar": matar,
        "markning": read_marking(warehouse),
    }
    if grupp is not None:
        return chain | {"talgrupp": _group(warehouse, indikator_id, matar, grupp)}
    return chain | {"talenhet": _unit(warehouse, indikator_id, matar, enhet or "")}


def _group(warehouse: Warehouse, indikator_id: str, matar: int, grupp: Row) -> Row:
    return {
        **keep(grupp, ("gruppindelning", "grupp_kod", "grupp_namn")),
        "rader": warehouse.rows(
            """
            select tal.kon, tal.enheter_antal, tal.rapporterande_antal, tal.tackning_procent,
                tal.antal, tal.namnare_antal, tal.varde, tal.varde_lasning_b, tal.ar_narmevarde,
                tal.orsak_kod, orsak.orsak_text
            from marts.fct_gruppvarde_tal as tal
            left join regler.orsak as orsak on tal.orsak_kod = orsak.orsak_kod
            where tal.indikator_id = ? and tal.matar = ? and tal.gruppindelning = ?
                and tal.grupp_kod = ?
            order by case tal.kon when 'totalt' then 0 when 'kvinnor' then 1 else 2 end
            """,
            indikator_id, matar, grupp["gruppindelning"], grupp["grupp_kod"],
        ),
    }  # fmt: skip


def _unit(warehouse: Warehouse, indikator_id: str, matar: int, given: str) -> Row:
    rows = warehouse.rows(
        """
        select tal.enhet_kod, coalesce(enhet.enhet_namn, kommun.kommun_namn) as enhet_namn,
            tal.antal, tal.namnare_antal, tal.varde, tal.varde_lasning_b, tal.ar_narmevarde,
            tal.orsak_kod, orsak.orsak_text
        from marts.fct_enhetsvarde as tal
        left join marts.dim_enhet as enhet on tal.enhet_kod = enhet.enhet_kod
        left join marts.dim_kommun as kommun on tal.enhet_kod = kommun.kommun_kod
        left join regler.orsak as orsak on tal.orsak_kod = orsak.orsak_kod
        where tal.indikator_id = ? and tal.matar = ?
        order by tal.enhet_kod
        """,
        indikator_id, matar,
    )  # fmt: skip
    candidates = [Candidate(row["enhet_kod"], row["enhet_namn"]) for row in rows]
    found = find(given, candidates, f"enheten {given}", restore_enhet_kod).kod
    unit = next(row for row in rows if row["enhet_kod"] == found)
    unit["grupper"] = warehouse.rows(
        """
        select tal.gruppindelning, tal.grupp_kod, grupp.grupp_namn, tal.varde,
            tal.tackning_procent, orsak.orsak_text
        from marts.fct_gruppvarde_tal as tal
        inner join marts.dim_redovisningsgrupp as grupp
            on tal.gruppindelning = grupp.gruppindelning and tal.grupp_kod = grupp.grupp_kod
        left join regler.orsak as orsak on tal.orsak_kod = orsak.orsak_kod
        where tal.indikator_id = ? and tal.matar = ? and tal.kon = 'totalt'
            and tal.gruppindelning in ('riket', 'lan')
            and (tal.gruppindelning = 'riket' or tal.grupp_kod = ?)
        order by case tal.gruppindelning when 'riket' then 1 else 0 end
        """,
        indikator_id, matar, found[:2],
    )  # fmt: skip
    return unit


def print_number(page: Page, chain: Row) -> None:
    """Print the number as a page for a person."""
    indikator = chain["indikator"]
    subject = chain.get("talgrupp") or chain["talenhet"]
    kod = subject.get("enhet_kod") or f"{subject['gruppindelning']}:{subject['grupp_kod']}"
    name = subject.get("enhet_namn") or subject["grupp_namn"]
    print_title(page, chain, "kalenderår", f"{name} ({kod})")
    if "talgrupp" in chain:
        _print_group(page, subject, indikator["skala"])
    else:
        _print_unit(page, subject, indikator["skala"])
    page.line()
    page.line(f"Källa: {indikator['kalla']}; räknat enligt Metoden, avsnitt 9.")


def _print_unit(page: Page, unit: Row, skala: str) -> None:
    page.section("Talet")
    _print_value(page, unit, skala)
    page.section("Gruppernas tal")
    page.table(
        ["Grupp", "Värde", "Täckning"],
        [
            (row["grupp_namn"], _value(row), percent(row["tackning_procent"]))
            for row in unit["grupper"]
        ],
    )


def _print_group(page: Page, group: Row, skala: str) -> None:
    for row in group["rader"]:
        page.section(KON[row["kon"]])
        _print_value(page, row, skala)
        if row["rapporterande_antal"] is not None:
            page.line(
                f"{row['rapporterande_antal']} av {row['enheter_antal']} enheter är med; täckning "
                f"{percent(row['tackning_procent'])} av de vuxna."
            )


def _print_value(page: Page, row: Row, skala: str) -> None:
    page.pairs(
        [
            (skala, _value(row)),
            ("Antal personer", comma(row["antal"])),
            ("Nämnare", comma(row["namnare_antal"])),
            ("Läsning B (Koladas)", comma(row["varde_lasning_b"])),
        ]
    )
    if row["ar_narmevarde"]:
        page.line("Närmevärde: bildat av två antal från samma år.")
    if row["orsak_kod"] == "skyddad":
        page.line(_PROTECTED)


def _value(row: Row) -> str:
    if row["varde"] is None:
        return f"– ({clause(row['orsak_text'])})"
    return comma(row["varde"])
