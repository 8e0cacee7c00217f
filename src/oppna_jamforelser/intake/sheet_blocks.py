"""Blocks of rows for tables without raw text: workbooks and Parquet."""

from collections.abc import Iterator
from itertools import islice

from oppna_jamforelser.intake.rows import FEL_ANTAL_FALT, Block, Fault, Record

_BLOCK_ROWS = 2_000


def blocks_of(records: Iterator[Record], width: int) -> Iterator[Block]:
    """Yield *records* in blocks: short rows are filled up, a value beyond the header is a fault."""
    while some := list(islice(records, _BLOCK_ROWS)):
        block = Block([], [], [])
        for record in some:
            fields = record.fields or []
            if any(fields[width:]):
                block.faults.append(Fault(record.rad_nr, record.rad, FEL_ANTAL_FALT))
            else:
                block.rad_nr.append(record.rad_nr)
                block.rows.append(fields[:width] + [""] * (width - len(fields)))
        yield block
