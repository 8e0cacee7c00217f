"""The page that compares, with its data and scripts."""

from oppna_jamforelser.publish.webb.site import Site


def write(site: Site) -> None:
    """Write ``jamfor.html``, its data and scripts."""
