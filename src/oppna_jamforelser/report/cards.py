"""The indicator's card: what it is for, what its words mean, how it is counted."""

from dataclasses import dataclass

from oppna_jamforelser.grouped import grouped
from oppna_jamforelser.report.scope import Scope


@dataclass(frozen=True)
class Field:
    """One field of a card, and where it is said; *fraga_kod* is what a definition belongs to."""

    falt_kod: str
    falt_namn: str
    text: str
    kalla: str
    belagg: str
    fraga_kod: str | None


Card = tuple[Field, ...]
_TOLD_ELSEWHERE = ("indikatornamn", "kvalitetsdimension", "kvalitetsomrade", "indikatoromrade")
"""Fields that the headings of the report tell, or that the short name and the measure do."""


def read_cards(scope: Scope) -> dict[str, Card]:
    """Return the year's cards by indicator; a field without words in the language is left out."""
    is_swedish = scope.texts.language == "sv"
    rows = scope.warehouse.rows(
        f"""
        select indikator_id, falt_kod, {scope.texts.column("falt_namn")} as falt_namn,
            {"text_sv" if is_swedish else "text_en"} as text, kalla, belagg, fraga_kod
        from marts.mart_indikator_kort
        where falt_kod not in (select unnest(?::varchar[]))
            and giltig_fran_matar <= ? and (giltig_till_matar is null or giltig_till_matar >= ?)
        order by indikator_id, falt_ordning, length(falt_kod), falt_kod
        """,
        list(_TOLD_ELSEWHERE), scope.matar, scope.matar,
    )  # fmt: skip
    cards = grouped((row.pop("indikator_id"), Field(**row)) for row in rows if row["text"])
    return {indikator_id: tuple(fields) for indikator_id, fields in cards.items()}


def common_fields(cards: dict[str, Card]) -> tuple[Field, ...]:
    """Return the fields that are the same on every card, to be said once."""
    if not cards:
        return ()
    first, *others = cards.values()
    said = [{(field.falt_kod, field.text) for field in card} for card in others]
    return tuple(
        field for field in first if all((field.falt_kod, field.text) in card for card in said)
    )


def read_questions(scope: Scope) -> dict[tuple[str, str], str]:
    """Return the question that is asked in each role of an indicator in the year."""
    rows = scope.warehouse.rows(
        """
        select indikator_id, roll, fraga_kod
        from regler.indikator_roll
        where giltig_fran_matar <= ? and (giltig_till_matar is null or giltig_till_matar >= ?)
        """,
        scope.matar, scope.matar,
    )  # fmt: skip
    return {(row["indikator_id"], row["roll"]): row["fraga_kod"] for row in rows}


def definitions(card: Card, questions: set[str]) -> str:
    """Return what the words of these questions mean; instructions for other areas are left out."""
    return " ".join(
        field.text
        for field in card
        if field.falt_kod.startswith("definition")
        and field.fraga_kod in questions
        and not field.text.startswith("Instruktion")
    )
