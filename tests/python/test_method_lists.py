"""The lists of 000 and 001 in docs/method.md: every row, with its figure or its reason."""

import re

import pytest

from oppna_jamforelser.project import project_root

ROW = re.compile(r"^\| (\d+)\. [^|]+ \| ([a-z_]+) \| (.+) \|$", re.MULTILINE)
SEEDS = {
    "000": ("riket", "00", "select strategi_nr, indikator_id from metadata.strategi_indikator"),
    "001": ("egen", "dalarna", "select ordning, indikator_id from referens.egen_grupp_indikator"),
}
SHARE = "cast(cast({} as integer) as varchar) || ' %'"
RATE = "replace(cast(varde as varchar), '.', ',') || ' per 10 000'"


@pytest.mark.parametrize("lista", SEEDS)
def test_every_row_has_its_number_or_the_reason_that_remains(lager, lista):
    text = (project_root() / "docs/method.md").read_text(encoding="utf-8")
    _, _, table = text.partition(f"| {lista} | indicator |")
    table = table.partition("\n\n")[0]
    told = {(int(nr), indikator): cell for nr, indikator, cell in ROW.findall(table)}
    division, group, seed = SEEDS[lista]
    listed = set(lager.execute(seed).fetchall())
    expected = {}
    for _, indikator in told:
        rows = lager.execute(
            f"select {SHARE.format('andel_procent')}, orsak_kod from marts.fct_gruppvarde"
            " where matar = 2024 and gruppindelning = $1 and grupp_kod = $2"
            " and indikator_id = $3 union all"
            f" select case when indikator_id like 'nyckeltal%' then {RATE}"
            f" else {SHARE.format('varde')} end, orsak_kod from marts.fct_gruppvarde_tal"
            " where matar = 2024 and gruppindelning = $1 and grupp_kod = $2"
            " and indikator_id = $3 and kon = 'totalt' union all"
            " select 'last measured ' || sista_matar, orsak_kod from marts.dim_indikator"
            " where indikator_id = $3",
            [division, group, indikator],
        ).fetchall()
        cell, reason = rows[0]
        expected[indikator] = cell if reason is None else reason
    assert listed <= told.keys()
    assert {indikator: cell for (_, indikator), cell in told.items()} == expected
