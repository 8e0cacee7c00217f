"""The receipt as one HTML file: nothing is fetched, nothing is run, everything is escaped."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from oppna_jamforelser.page import printable
from oppna_jamforelser.receipt import words
from oppna_jamforelser.receipt.contents import Receipt


def as_html(receipt: Receipt, has_data_docs: bool = False) -> str:
    """Return the receipt as a page that can be read, printed and sent on by itself."""
    environment = Environment(
        loader=PackageLoader("oppna_jamforelser.receipt", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["printable"] = printable
    return environment.get_template("page.html.j2").render(
        receipt=receipt, words=words, has_data_docs=has_data_docs
    )
