"""One value as Kolada publishes it, and the four kinds that are kept apart."""

from decimal import Decimal
from typing import NamedTuple

VARDE = "varde"
SAKNAS_NULL = "saknas_null"
SAKNAS_STATUS = "saknas_status"
BORTTAGEN = "borttagen"
VARDEKLASSER = (VARDE, SAKNAS_NULL, SAKNAS_STATUS, BORTTAGEN)


class KoladaError(Exception):
    """A file or an answer cannot be read, fetched or stored; the text is one line."""


class KoladaValue(NamedTuple):
    """A value of one KPI, kommun, year and sex; `kommun_kod` is Kolada's id as delivered."""

    kolada_id: str
    kommun_kod: str
    matar: int
    kon: str
    varde: Decimal | None
    status: str
    antal: int | None
    ar_borttagen: bool
    api_version: str | None
    fil: str

    @property
    def vardeklass(self) -> str:
        """Return the kind: a value, none, none with a status, or deleted by Kolada."""
        if self.ar_borttagen:
            return BORTTAGEN
        if self.varde is not None:
            return VARDE
        return SAKNAS_STATUS if self.status else SAKNAS_NULL
