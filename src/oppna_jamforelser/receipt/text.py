"""The receipt as text: what ``oj`` prints, and the ``.txt`` file beside the landing files."""

from collections.abc import Iterable

from rich.console import Console

from oppna_jamforelser.grouped import grouped
from oppna_jamforelser.page import Page
from oppna_jamforelser.receipt.contents import Question, Receipt, Unit
from oppna_jamforelser.receipt.words import (
    example,
    judged,
    no_units_sentence,
    read_as,
    received,
    refused_sentence,
    to_look_at,
    unit_counts,
    unit_title,
    units_sentence,
    without_effect,
)
from oppna_jamforelser.swedish import amount

_DEEPER = 1


def as_text(receipt: Receipt, console: Console) -> str:
    """Return the receipt as *console* shows it: in bold where it is a terminal."""
    page = Page(console)
    page.title(received(receipt))
    review = receipt.review
    page.line(
        f"Lästa rader {review.row_count}, godtagna {review.accepted_count}, "
        f"avvisade {review.refused_count}."
    )
    for line in read_as(receipt.source):
        page.line(line)
    _refusals(page, receipt)
    for line in without_effect(receipt.without_effect):
        page.line()
        page.line(line)
    if receipt.om_tal:
        page.line()
        page.line(receipt.om_tal)
        return page.as_text()
    _expectations(page, receipt)
    if not receipt.units:
        page.line()
        page.line(no_units_sentence(receipt))
    if receipt.has_many_units:
        page.line()
        page.line(units_sentence(receipt.units))
        page.line(f"Enhet för enhet: {receipt.name}.html och {receipt.name}_enheter.csv.")
    else:
        for unit in receipt.units:
            _unit(page, unit)
    return page.as_text()


def _refusals(page: Page, receipt: Receipt) -> None:
    for refusal in receipt.review.refusals:
        page.line()
        page.line(f"{refused_sentence(refusal)} [{refusal.orsak_kod}]")
        page.line(f"Åtgärd: {refusal.atgard}", _DEEPER)
        for row in refusal.examples:
            page.line(example(row, receipt.source), _DEEPER)


def _expectations(page: Page, receipt: Receipt) -> None:
    page.line()
    page.line(judged(receipt.judgement))
    for failure in receipt.judgement.to_look_at:
        page.line(f"Att se över: {to_look_at(failure)}", _DEEPER)


def _unit(page: Page, unit: Unit) -> None:
    page.line()
    page.title(unit_title(unit))
    page.line(unit_counts(unit))
    for omrade_namn, questions in unit.missing_by_area.items():
        page.line(f"Saknas, {omrade_namn}: {_codes(questions)}.", _DEEPER)
    if unit.changes:
        before = unit.changes[0].fore_matar
        page.line(f"{amount(len(unit.changes), 'svar', 'svar')} skiljer sig från {before}:")
        for change in unit.changes:
            question = change.question
            page.line(
                f"{question.kod}, {question.omrade_namn}: {before} {change.fore_text}, "
                f"{unit.matar} {change.text}.",
                _DEEPER,
            )


def _codes(questions: Iterable[Question]) -> str:
    """Return the codes of questions, those of items together: ``G3 Polisen, Primärvård``."""
    items = grouped((question.fraga_kod, question.delfraga_namn) for question in questions)
    return "; ".join(f"{code} {', '.join(names)}".rstrip() for code, names in items.items())
