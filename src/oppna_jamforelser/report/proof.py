"""Where each figure of a report is proved: nowhere; the site's pages know better."""

from markupsafe import Markup

from oppna_jamforelser.report.subject import Key


class NoProof:
    """What marks the figures of a page, where no page proves them: neither keys nor links.

    Its years stack on a narrow screen; on the site, where each is a link, they scroll.
    """

    stacks = True

    def row(self, _key: Key, _indikator_id: str, _matar: int | None = None) -> str:
        """Return no key of a row."""
        return ""

    def key(self, _key: Key, _id: str, _matar: int, _kolumn: str, _whole: str | None = None) -> str:
        """Return no key of a cell."""
        return ""

    def column(self, _kolumn: str) -> str:
        """Return no key of a column."""
        return ""

    def count(self, _key: Key, text: object) -> object:
        """Return a figure without a link."""
        return text

    def figure(self, _key: Key, _id: str, _matar: int, text: str, css: str = "") -> str:
        """Return a figure without a link."""
        return Markup('<span class="{}">{}</span>').format(css, text) if css else text

    def indicator(self, _id: str, name: str) -> str:
        """Return an indicator's name without a link."""
        return name
