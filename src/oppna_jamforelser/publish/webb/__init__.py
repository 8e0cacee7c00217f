"""``webb/``: the publication as pages to read, from a folder as well as from a web server."""

from oppna_jamforelser.publish.webb.write import write_site

__all__ = ["write_site"]
