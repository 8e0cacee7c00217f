"""The sentences that the receipt's text and page have in common."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from oppna_jamforelser.gate.result import Failure
from oppna_jamforelser.intake.csv_table import DELIMITERS
from oppna_jamforelser.intake.delivery import Source
from oppna_jamforelser.intake.forms import NOT_KEPT
from oppna_jamforelser.intake.review import Refusal, RefusedRow
from oppna_jamforelser.intake.rows import FEL_ANTAL_FALT
from oppna_jamforelser.page import printable
from oppna_jamforelser.project import seed_names
from oppna_jamforelser.receipt.contents import COMMON, Judgement, Receipt, Unit, WithoutEffect
from oppna_jamforelser.swedish import amount

_LONGEST_VALUE = 40
# What the measures of the suites in gx/leverans say.
_MEASURES = {
    "besvarade_procent": "{} procent besvarade",
    "ja_procent": "{} procent Ja",
    "kan_inte_svara_procent": "{} procent Kan inte svara",
    "slag_antal": "{} slags svar",
    "ej_aktuellt_procent": "{} procent Ej aktuellt",
    "forandring_procentenheter": "{:+} procentenheter",
    "avvisade_procent": "{} procent avvisade",
    "andra_svar_antal": "{} andra svar",
    "tomma_procent": "{} procent utan svar",
}


def received(receipt: Receipt) -> str:
    """Say which file became which delivery."""
    name = printable(receipt.source.fil).strip()
    if receipt.source.blad:
        name += f" (blad {printable(receipt.source.blad).strip()})"
    if receipt.redan_mottagen:
        return f"{name}: redan mottagen som leverans {receipt.leverans_nr}. Inget har ändrats."
    return f"{name}: mottagen som leverans {receipt.leverans_nr}."


def read_as(source: Source) -> Iterator[str]:
    """Say how the file was read, and what of it was left aside."""
    yield f"Läst som {source.slag}; {source.form}."
    if source.rubrik_rad_nr > 1:
        yield f"Rubrikraden är rad {source.rubrik_rad_nr}; det som står ovanför är inga svar."
    if source.okanda_kolumner:
        names = ", ".join(
            printable(name).strip() or "(utan namn)"
            for name in dict.fromkeys(source.okanda_kolumner)
        )
        yield f"Kolumner som inte används: {names}."
    if source.personliga_kolumner:
        names = ", ".join(printable(name).strip() for name in source.personliga_kolumner)
        yield f"Kolumner som kan ha personuppgifter sparas inte: {names}."
    if source.dolda_rader:
        rows = amount(source.dolda_rader, "rad är dold", "rader är dolda")
        filtered = "bortfiltrerade" if source.dolda_rader > 1 else "bortfiltrerad"
        yield f"{rows} eller {filtered} i bladet, men läst som de andra."
    if source.andra_blad:
        names = ", ".join(printable(name).strip() for name in source.andra_blad)
        yield f"Blad som inte är lästa: {names}. Har de svar: läs dem med --sheet."


def refused_sentence(refusal: Refusal) -> str:
    """Say how many rows were refused, and why."""
    return f"{amount(refusal.row_count, 'rad avvisad', 'rader avvisade')}: {refusal.orsak_text}"


def without_effect(effect: WithoutEffect) -> Iterator[str]:
    """Say which accepted rows change nothing, why, and what to do."""
    if effect.older_count:
        rows = amount(effect.older_count, "godtagen rad gäller", "godtagna rader gäller")
        numbers = ", ".join(map(str, effect.older_rows))
        more = " …" if effect.older_count > len(effect.older_rows) else ""
        yield (
            f"{rows} inte: ett svar med senare tidpunkt för inlämning finns redan (rad {numbers}"
            f"{more}). Åtgärd: är det här rättelsen, ange inlamnad med en senare tidpunkt och "
            "skicka den igen."
        )
    if effect.empty_count:
        rows = amount(effect.empty_count, "tom rad ersätter", "tomma rader ersätter")
        yield (
            f"{rows} inget: det tidigare svaret gäller. Åtgärd: ska svaret bort, skicka Kan inte "
            "svara."
        )


def example(row: RefusedRow, source: Source) -> str:
    """Return the row's number with its values; a raw row (``rad``) needs no column name."""
    values = ", ".join(
        quoted(value) if name == "rad" else f"{name} {quoted(value)}"
        for name, value in row.values.items()
    )
    kolumn = f", kolumn {printable(row.kolumn).strip()}" if row.kolumn else ""
    return f"rad {row.rad_nr}{kolumn}: {values}{_likely_cause(row, source)}"


def _likely_cause(row: RefusedRow, source: Source) -> str:
    """Say why a row that could not be split most likely has the wrong number of fields."""
    rad, width = row.values.get("rad"), len(source.rubrik.names)
    if row.orsak_kod != FEL_ANTAL_FALT or not rad or rad == NOT_KEPT:
        return ""
    if source.avgransare is None:
        return f" (en cell till höger om rubrikradens {width} kolumner)"
    if rad.count('"') % 2:
        return " (ett citattecken är troligen inte avslutat)"
    count = rad.count(source.avgransare) + 1
    if count > width:
        name = DELIMITERS[source.avgransare]
        return (
            f" ({count} fält, rubriken har {width}: troligen ett {name} i en text utan citattecken)"
        )
    others = (name for sign, name in DELIMITERS.items() if rad.count(sign) > 1)
    return f" (raden har troligen {next(others, 'en annan avgränsare')} som avgränsare)"


def quoted(value: str | None) -> str:
    """Return a delivered value, shortened; what nobody can see in it is shown by its number."""
    text = printable(value or "").strip()
    if not text:
        return "(tomt)"
    return f"”{text[:_LONGEST_VALUE]}…”" if len(text) > _LONGEST_VALUE else f"”{text}”"


def judged(judgement: Judgement) -> str:
    """Say how many expectations were tried, on what, and how many do not hold."""
    on = "rad för rad" if judgement.by_row else "på hopräknade rader, för leveransen är stor"
    tried = f"{judgement.expectation_count} förväntningar på leveransen är prövade {on}"
    failed = len(judgement.failures)
    if not failed:
        return f"{tried}. Alla stämmer."
    refused = failed - len(judgement.to_look_at)
    why = f", {refused} av dem för de avvisade radernas skull" if refused else ""
    return f"{tried}; {failed} stämmer inte{why}."


def to_look_at(failure: Failure) -> str:
    """Say what was expected, and where it is not so: the first places with their values."""
    places = [_place(row) for row in failure.rows]
    if not all(places):
        return f"{failure.expected} Funnet: {failure.found}"
    values = (
        _MEASURES.get(failure.column, "{}").format(row[failure.column]) for row in failure.rows
    )
    told = "; ".join(f"{place} ({value})" for place, value in zip(places, values, strict=True))
    more = failure.row_count - len(places)
    return f"{failure.expected} Så är det inte för {told}{f' och {more} till' if more else ''}."


def _place(row: Mapping[str, Any]) -> str:
    """Name what a row of a suite is about: unit or question, area, mätår."""
    question = " ".join(
        filter(
            None,
            (
                seed_names("metadata/fraga", "fraga_kod", "fraga_kod").get(row.get("fraga")),
                seed_names("metadata/delfraga", "delfraga_kod", "delfraga_namn").get(
                    row.get("delfraga_kod")
                ),
            ),
        )
    )
    enhet_kod = row.get("enhet_kod")
    unit = seed_names("referens/enhet", "enhet_kod", "enhet_namn").get(enhet_kod)
    area = row.get("omrade_kod")
    parts = (
        "hela leveransen" if "del" in row else "",
        f"{unit} ({enhet_kod})" if unit else "",
        question,
        COMMON
        if area == "gemensam"
        else seed_names("metadata/verksamhetsomrade", "omrade_kod", "omrade_namn").get(area),
        f"mätår {row['matar']}" if row.get("matar") else "",
    )
    return ", ".join(filter(None, parts))


def no_units_sentence(receipt: Receipt) -> str:
    """Say why a receipt tells of no unit."""
    if not receipt.units_are_read:
        return "Leveransen är för stor för en genomgång enhet för enhet."
    return "Ingen rad har en känd enhet och ett känt mätår."


def unit_title(unit: Unit) -> str:
    """Name a unit and year."""
    return f"{unit.enhet_namn} ({unit.enhet_kod}), mätår {unit.matar}"


def unit_counts(unit: Unit) -> str:
    """Say how much of what a unit was asked it has answered, in all its deliveries."""
    rows = amount(unit.accepted_count, "rad godtagen", "rader godtagna")
    answered = f"{rows}. Besvarat {unit.answered_count} av {unit.asked_count} frågor"
    return f"{answered}; {len(unit.missing)} saknas." if unit.missing else f"{answered}."


def units_sentence(units: Sequence[Unit]) -> str:
    """Sum up many units."""
    complete = sum(not unit.missing for unit in units)
    changed = sum(bool(unit.changes) for unit in units)
    return (
        f"{len(units)} enheter och mätår i leveransen: {complete} har besvarat allt, "
        f"{len(units) - complete} saknar svar, {changed} har svar som skiljer sig från förra "
        "mätåret."
    )
