"""The receipt as one HTML file: nothing is fetched, nothing is run, everything is escaped."""

from oppna_jamforelser.page import printable
from oppna_jamforelser.receipt import words
from oppna_jamforelser.receipt.contents import Receipt
from oppna_jamforelser.templates import environment


def as_html(receipt: Receipt, has_data_docs: bool = False) -> str:
    """Return the receipt as a page that can be read, printed and sent on by itself."""
    templates = environment(keep_trailing_newline=True)
    templates.filters["printable"] = printable
    return templates.get_template("receipt/page.html.j2").render(
        receipt=receipt, words=words, has_data_docs=has_data_docs
    )
