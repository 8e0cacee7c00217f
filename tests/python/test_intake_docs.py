"""What the page about deliveries says is what the project does."""

import re

from oppna_jamforelser.intake import limits
from oppna_jamforelser.intake.headers import Header, joined
from oppna_jamforelser.landing import SVARSKOLUMNER
from oppna_jamforelser.project import project_root, read_seed

PAGE = (project_root() / "docs" / "leveranser.md").read_text(encoding="utf-8")


def test_the_reasons_are_those_of_the_seed_in_their_order():
    reasons = sorted(read_seed("regler/karantan_orsak"), key=lambda row: int(row["ordning"]))
    lines = [f"| `{r['orsak_kod']}` | {r['orsak_text']} | {r['atgard']} |" for r in reasons]
    assert "\n".join(["|---|---|---|", *lines, ""]) in PAGE


def test_every_column_is_named_and_every_other_name_is_understood():
    rows = re.findall(r"^\| `(\w+)` \| (?:yes|no|where[^|]*) \| ([^|]*)\|$", PAGE, re.MULTILINE)
    assert [column for column, _ in rows] == list(SVARSKOLUMNER)
    for column, others in rows:
        for name in filter(None, (name.strip() for name in others.split(","))):
            assert Header.columns_by_name[joined(name)] == column


def test_the_limits_are_those_that_hold():
    megabytes = {
        name: value // limits.MEGABYTE
        for name, value in vars(limits).items()
        if name.endswith("BYTES")
    }
    assert f"| CSV file | {megabytes['TEXT_BYTES']} MB |" in PAGE
    assert (
        f"| {megabytes['WORKBOOK_BYTES']} MB; {megabytes['WORKBOOK_UNPACKED_BYTES']} MB |" in PAGE
    )
    assert f"| a line of a CSV file | {megabytes['TEXT_LINE_BYTES']} MB |" in PAGE
    rows = f"{limits.PARQUET_ROWS:,}".replace(",", " ")
    unpacked = megabytes["DECODED_BYTES"]
    assert f"| {megabytes['PARQUET_BYTES']} MB; {rows}; {unpacked} MB |" in PAGE
    assert f"| columns | {limits.COLUMNS:,} |".replace(",", " ") in PAGE
