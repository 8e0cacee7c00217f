"""Write the declaration as plain text and as a page."""

import textwrap
from pathlib import Path

import duckdb

from oppna_jamforelser.publish.quality.declaration import (
    NOT_OFFICIAL,
    Declaration,
    read_declaration,
)
from oppna_jamforelser.templates import environment

NAME = "kvalitetsdeklaration"
_WIDTH = 100


def write_declaration(connection: duckdb.DuckDBPyConnection, matar: int, folder: Path) -> None:
    """Write the declaration of *matar* to *folder*, as text and as a page."""
    declaration = read_declaration(connection, matar)
    for suffix, content in (("txt", as_text(declaration)), ("html", as_page(declaration))):
        (folder / f"{NAME}.{suffix}").write_text(content, encoding="utf-8", newline="\n")


def as_text(declaration: Declaration) -> str:
    """Return the declaration as text that can be read anywhere."""
    parts = [declaration.title, "=" * len(declaration.title), "", *_wrapped(NOT_OFFICIAL, "")]
    for heading, items in declaration.sections:
        parts += ["", heading, "-" * len(heading)]
        for item in items:
            parts += ["", item.amne, *_wrapped(item.text, "  ")]
    return "\n".join(parts) + "\n"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent)


def as_page(declaration: Declaration) -> str:
    """Return the declaration as one HTML file that stands alone."""
    template = environment(keep_trailing_newline=True).get_template("publish/quality/page.html.j2")
    return template.render(declaration=declaration, not_official=NOT_OFFICIAL)
