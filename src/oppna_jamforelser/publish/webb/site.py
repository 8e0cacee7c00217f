"""The site in the making: where it is written, what every page says of it, and the one frame."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment

from oppna_jamforelser.publish.news import STATES
from oppna_jamforelser.publish.webb.address import Place
from oppna_jamforelser.warehouse import Row, Warehouse

FOLDER = "webb"


@dataclass(frozen=True)
class IndicatorPlace:
    """An indicator and its page."""

    indikator_id: str
    kortnamn: str
    href: str


@dataclass(frozen=True)
class Facts:
    """What every page says of the publication.

    *kontrollsumma* is that of the published tables: a page is part of the publication, and cannot
    hold the checksum of the manifest, which holds the page's. There is no day: when it was
    published stands in the list of publications beside it. *ended*: those of earlier years only.
    *indicators* are those of the survey, *measures* those of persons.
    """

    titel: str
    matar: int
    tillstand: str
    kontrollsumma: str
    markning: str | None
    subjects: tuple[Place, ...]
    ended: tuple[Place, ...]
    indicators: tuple[IndicatorPlace, ...]
    measures: tuple[IndicatorPlace, ...] = ()

    @property
    def kort_summa(self) -> str:
        """Return what is enough of the checksum to tell one publication from another."""
        return self.kontrollsumma[:12]

    @property
    def tillstand_text(self) -> str:
        """Return the state in words."""
        return STATES.get(self.tillstand, self.tillstand)


@dataclass(frozen=True)
class Site:
    """A site: *folder* is ``webb/``; *warehouse* holds only what readers may get."""

    folder: Path
    environment: Environment
    facts: Facts
    warehouse: Warehouse

    @property
    def matar(self) -> int:
        """Return the survey year of the publication."""
        return self.facts.matar

    def by_indicator(self, sql: str, *parameters: object) -> dict[str, list[Row]]:
        """Return the rows of a query by their indicator."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.warehouse.rows(sql, *parameters):
            found[row["indikator_id"]].append(row)
        return found

    def render(self, template: str, path: str, **values: Any) -> None:
        """Fill *template*, in the frame, and write it at *path*, seen from ``webb/``."""
        page = self.environment.get_template(template).render(
            site=self.facts, root="../" * path.count("/"), path=path, **values
        )
        self.write(path, page)

    def write(self, path: str, text: str) -> None:
        """Write a file at *path*, seen from ``webb/``."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
