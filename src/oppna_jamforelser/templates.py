"""The templates of the pages: one environment, that escapes everything."""

from jinja2 import Environment, PackageLoader, StrictUndefined


def environment(keep_trailing_newline: bool = False) -> Environment:
    """Return the templates, each by its path in the package; a name without a value is a fault."""
    return Environment(
        loader=PackageLoader("oppna_jamforelser", "."),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=keep_trailing_newline,
        undefined=StrictUndefined,
    )
