"""The counts of persons as they were at one time: of some deliveries, some of them withdrawn.

They are made by the models themselves, of the rows that the warehouse has received.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from oppna_jamforelser.protect.read import Measure, Places, read_places, read_tables
from oppna_jamforelser.protect.table import Table
from oppna_jamforelser.sqlmotor import build_models
from oppna_jamforelser.warehouse import CATALOG, Warehouse

MEMORY = "memory"
RECEIVED = ("int_varde__granskat", "int_befolkning__granskat")
NEEDED = (
    *("int_varde__gallande", "int_befolkning__vuxna"),
    *("int_persons__ram", "int_persons__grupp", "int_persons__underlag", "int_persons__enhet_tal"),
    *("int_persons__medlem", "int_persons__gruppsumma", "int_persons__skydd_cell"),
    *("int_persons__skydd_del", "int_persons__skydd_kontroll"),
)
NOTHING_WAITS = (
    "(select null::integer as matar, null::varchar as indikator_id, null::integer as leverans_nr"
    " where false)"
)


@dataclass(frozen=True)
class Deliveries:
    """The deliveries of counts and populations there were, and those of them withdrawn by then."""

    delivered: frozenset[int]
    withdrawn: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Batch:
    """The counts of some deliveries, where they are published, and the checksum of each measure."""

    deliveries: Deliveries
    tables: Mapping[Measure, Table]
    places: Places
    checksums: Mapping[Measure, str]


class Batches:
    """The batches of a warehouse; each is made once."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse = warehouse
        self._made: dict[Deliveries, Batch] = {}
        self._built: Batch | None = None

    def deliveries(self) -> Deliveries:
        """Return the deliveries there are now."""
        return read_deliveries(self.warehouse)

    def built(self) -> Batch:
        """Return the counts that the warehouse shows: what waits is not among them."""
        if self._built is None:
            self._built = self._read(self.deliveries(), "intern")
        return self._built

    def of(self, deliveries: Deliveries) -> Batch:
        """Return the counts of *deliveries*; none of them waits."""
        if deliveries not in self._made:
            relations = {
                "int_kommun__grupp": f"{CATALOG}.intermediate.int_kommun__grupp",
                "stg_landing__skydd": NOTHING_WAITS,
                **{name: _received(name, deliveries) for name in RECEIVED},
            }
            self.warehouse.connection.execute(f"use {MEMORY}")
            build_models(self.warehouse.connection, NEEDED, relations)
            self.warehouse.connection.execute(f"use {CATALOG}")
            self._made[deliveries] = self._read(deliveries, f"{MEMORY}.main")
        return self._made[deliveries]

    def _read(self, deliveries: Deliveries, schema: str) -> Batch:
        sums = self.warehouse.rows(f"select * from {schema}.int_persons__skydd_kontroll")
        return Batch(
            deliveries,
            read_tables(self.warehouse, schema),
            read_places(self.warehouse, schema),
            {(row["matar"], row["indikator_id"]): row["checksumma"] for row in sums},
        )


def read_deliveries(warehouse: Warehouse) -> Deliveries:
    """Return the deliveries of counts and populations that a warehouse holds."""
    rows = warehouse.rows(
        " union ".join(f"select leverans_nr, ar_tillbakadragen from intern.{n}" for n in RECEIVED)
    )
    return Deliveries(
        frozenset(row["leverans_nr"] for row in rows),
        frozenset(row["leverans_nr"] for row in rows if row["ar_tillbakadragen"]),
    )


def _received(name: str, deliveries: Deliveries) -> str:
    withdrawn = f"leverans_nr in {_numbers(deliveries.withdrawn)}"
    return (
        f"(select * replace ({withdrawn} as ar_tillbakadragen, case when {withdrawn}"
        " then 'tillbakadragen_leverans' else bedomd_orsak_kod end as karantan_orsak_kod)"
        f" from {CATALOG}.intern.{name}"
        f" where leverans_nr in {_numbers(deliveries.delivered)})"
    )


def _numbers(numbers: Iterable[int]) -> str:
    return f"({', '.join(map(str, [-1, *sorted(numbers)]))})"
