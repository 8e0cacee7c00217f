"""Look up what is asked for: indicator, year, group and unit, or say in one line what is wrong."""

from collections.abc import Sequence

from oppna_jamforelser.errors import OjError
from oppna_jamforelser.matching import (
    Candidate,
    find,
    restore_digits,
    restore_enhet_kod,
)
from oppna_jamforelser.swedish import clause
from oppna_jamforelser.warehouse import Row, Warehouse

_KOD_DIGITS = {"riket": 2, "lan": 2, "storstad": 4}


def find_indikator(warehouse: Warehouse, given: str) -> Row:
    """Return the indicator with this id, short name, name or Kolada id, if it has values."""
    rows = warehouse.rows("""
        select indikator.*, orsak.orsak_text
        from marts.dim_indikator as indikator
        left join regler.orsak as orsak on indikator.orsak_kod = orsak.orsak_kod
        order by indikator.indikator_id
    """)
    candidates = [
        Candidate(row["indikator_id"], "", (row["kortnamn"], row["namn"], row["kolada_id"] or ""))
        for row in rows
    ]
    kod = find(given, candidates, f"indikatorn {given}").kod
    indikator = next(row for row in rows if row["indikator_id"] == kod)
    if not indikator["har_utfall"] and indikator["orsak_kod"]:
        raise OjError(
            f"indikatorn {kod} har inga värden. {indikator['status_text']}. "
            f"Orsak: {clause(indikator['orsak_text'])}"
        )
    return indikator


def require_asked(warehouse: Warehouse, indikator: Row, matar: int) -> None:
    """Make sure that the warehouse holds the year, and that the indicator was asked in it."""
    held = [
        row["matar"] for row in warehouse.rows("select distinct matar from marts.fct_enhetsutfall")
    ]
    if matar not in held:
        raise OjError(f"mätår {matar} finns inte i lagret. {_years(matar, held)}")
    indikator_id = indikator["indikator_id"]
    asked = warehouse.rows(
        "select distinct matar from marts.fct_enhetsutfall where indikator_id = ?", indikator_id
    )
    if matar not in [row["matar"] for row in asked]:
        (orsak,) = warehouse.rows(
            "select orsak_text from regler.orsak where orsak_kod = 'ej_insamlad'"
        )
        period = f"{indikator['forsta_matar']}{_until(indikator['sista_matar'])}"
        raise OjError(
            f"indikatorn {indikator_id} har inget värde mätår {matar}: "
            f"{clause(orsak['orsak_text'])}. Den samlades in {period}"
        )


def find_grupp(warehouse: Warehouse, given: str, matar: int) -> Row:
    """Return the group named INDELNING:KOD (or INDELNING:NAMN), if it has units that year."""
    rows = warehouse.rows("select * from marts.dim_redovisningsgrupp")
    indelningar = {
        row["gruppindelning"]: Candidate(row["gruppindelning"], row["gruppindelning_namn"])
        for row in rows
    }
    indelning_given, colon, kod_given = given.partition(":")
    if not colon:
        raise OjError(
            f"gruppen {given} ska skrivas INDELNING:KOD, till exempel riket:00 eller lan:20 "
            f"(indelningar: {', '.join(sorted(indelningar))})"
        )
    indelning = find(
        indelning_given, list(indelningar.values()), f"gruppindelningen {indelning_given}"
    ).kod
    grupper = [
        row for row in rows if row["gruppindelning"] == indelning and row["grupp_kod"] is not None
    ]
    if not grupper:
        raise OjError(f"gruppindelningen {indelning} har inga grupper: dess källa saknas")
    digits = _KOD_DIGITS.get(indelning, 1)
    kod = find(
        kod_given,
        [Candidate(row["grupp_kod"], row["grupp_namn"]) for row in grupper],
        f"gruppen {indelning}:{kod_given}",
        lambda text: restore_digits(text, digits),
    ).kod
    grupp = next(row for row in grupper if row["grupp_kod"] == kod)
    if not warehouse.rows(
        "select 1 from marts.bridge_enhet_grupp "
        "where matar = ? and gruppindelning = ? and grupp_kod = ? limit 1",
        matar, indelning, kod,
    ):  # fmt: skip
        raise OjError(
            f"gruppen {indelning}:{kod} ({grupp['grupp_namn']}) har inga enheter mätår {matar}"
        )
    return grupp


def find_enhet(warehouse: Warehouse, given: str, matar: int) -> str:
    """Return the code of the unit with this code or name, if it is in the frame that year."""
    rows = warehouse.rows("""
        select enhet_kod, enhet_namn, cast(giltig_fran as varchar) as giltig_fran,
            cast(giltig_till as varchar) as giltig_till
        from marts.dim_enhet
        union all
        select kommun_kod, kommun_namn, null, null
        from marts.dim_kommun
        where kommun_kod not in (select enhet_kod from marts.dim_enhet)
        order by enhet_kod
    """)
    candidates = [Candidate(row["enhet_kod"], row["enhet_namn"]) for row in rows]
    found = find(given, candidates, f"enheten {given}", restore_enhet_kod)
    frame = warehouse.rows(
        """
        select bridge.enhet_kod, enhet.enhet_namn
        from marts.bridge_enhet_grupp as bridge
        inner join marts.dim_enhet as enhet on bridge.enhet_kod = enhet.enhet_kod
        where bridge.matar = ? and bridge.gruppindelning = 'riket'
            and (bridge.enhet_kod = ? or enhet.kommun_kod = ?)
        order by bridge.enhet_kod
        """,
        matar, found.kod, found.kod,
    )  # fmt: skip
    if any(row["enhet_kod"] == found.kod for row in frame):
        return found.kod
    if frame:
        parts = ", ".join(f"{row['enhet_kod']} {row['enhet_namn']}" for row in frame)
        raise OjError(
            f"{found.namn} ({found.kod}) svarade i delar mätår {matar}: välj --grupp "
            f"storstad:{found.kod} eller en av {parts}"
        )
    row = next(row for row in rows if row["enhet_kod"] == found.kod)
    raise OjError(
        f"enheten {found.kod} ({found.namn}) ingår inte i ramen mätår {matar}: den gäller "
        f"{row['giltig_fran']}{_until(row['giltig_till'])}"
    )


def _years(matar: int, held: Sequence[int]) -> str:
    if not held:
        return "Lagret har inga svar"
    nearest = min(held, key=lambda year: (abs(year - matar), year))
    return f"Närmast: {nearest}. Lagret har {', '.join(map(str, sorted(held)))}"


def _until(end: object) -> str:
    """Return how a period goes on after its beginning; an empty end goes on."""
    return f"–{end}" if end else " och framåt"
