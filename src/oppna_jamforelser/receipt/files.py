"""The receipt's files, beside the landing folder: in that one only what dbt reads changes."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from oppna_jamforelser.intake.errors import IntakeError
from oppna_jamforelser.intake.store import StoredDelivery
from oppna_jamforelser.page import printable
from oppna_jamforelser.receipt import words
from oppna_jamforelser.receipt.contents import Question, Receipt, Unit, receipt_name
from oppna_jamforelser.receipt.text import as_text
from oppna_jamforelser.templates import environment
from oppna_jamforelser.whole_file import whole_file

_COLUMNS = (
    "Mätår", "Enhetskod", "Enhet", "Vad", "Område", "Fråga", "Delfråga", "Frågetext",
    "Förra mätår", "Förra svar", "Svar",
)  # fmt: skip


def receipt_folder(landing: Path) -> Path:
    """Return where the receipts of a landing folder are unless told otherwise: beside it."""
    landing = landing.resolve()
    return landing.parent / f"{landing.name}_kvitto"


def receipt_page(folder: Path, receipt: Receipt) -> Path:
    """Return the receipt's HTML file."""
    return folder / f"{receipt.name}.html"


def data_docs_folder(folder: Path, delivery: StoredDelivery) -> Path:
    """Return where the Data Docs of a delivery are."""
    name = receipt_name(delivery.leverans_nr, delivery.leverans_id)
    return folder / f"{name}_granskning"


def write_receipt(receipt: Receipt, folder: Path) -> None:
    """Write the receipt as text and HTML, with the units' questions beside when they are many.

    Each file is whole or not there; the page comes last. Raises :class:`IntakeError` when the
    folder cannot be written.
    """
    page = receipt_page(folder, receipt)
    has_data_docs = page.with_name(f"{receipt.name}_granskning").is_dir()
    texts = {page.with_suffix(".txt"): as_text(receipt, Console(file=io.StringIO(), width=100))}
    if receipt.has_many_units:
        texts[page.with_name(f"{receipt.name}_enheter.csv")] = _questions(receipt)
    texts[page] = as_html(receipt, has_data_docs)
    for path, text in texts.items():
        with whole_file(path, IntakeError, is_alone=True) as unfinished:
            unfinished.write_bytes(text.encode())


def as_html(receipt: Receipt, has_data_docs: bool = False) -> str:
    """Return the receipt as a page: nothing is fetched, nothing is run, everything is escaped."""
    templates = environment(keep_trailing_newline=True)
    templates.filters["printable"] = printable
    return templates.get_template("receipt/page.html.j2").render(
        receipt=receipt, words=words, has_data_docs=has_data_docs
    )


def _questions(receipt: Receipt) -> str:
    """Return every missing and changed question of the units, as Swedish Excel reads CSV."""
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(_COLUMNS)
    for unit in receipt.units:
        writer.writerows(_rows(unit))
    return buffer.getvalue()


def _rows(unit: Unit) -> Iterator[tuple[object, ...]]:
    of = (unit.matar, unit.enhet_kod, unit.enhet_namn)
    for question in unit.missing:
        yield (*of, "saknas", *_words(question), "", "", "")
    for change in unit.changes:
        words = _words(change.question)
        yield (*of, "ändrat", *words, change.fore_matar, change.fore_text, change.text)


def _words(question: Question) -> tuple[str, ...]:
    return (
        question.omrade_namn,
        question.fraga_kod,
        question.delfraga_namn,
        question.fraga_text,
    )
