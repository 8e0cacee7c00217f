"""The page about time shows what its queries return, and its table of the agreements is right."""

import re
from decimal import Decimal
from pathlib import Path

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "tid.md").read_text(encoding="utf-8")
AGREEMENTS = {
    "akutmottagning": "akutmottagning",
    "kvinnojour": "kvinnojour",
    "polis": "polis",
    "primärvård": "primarvard",
    "ungdomsmottagning": "ungdomsmottagning",
    "vuxenpsykiatri": "vuxenpsykiatri",
}


def test_the_page_shows_what_its_queries_return(lager):
    shown = re.findall(r"```sql\n([^`]*?)```\n\n```text\n([^`]*?)```", PAGE)
    assert len(shown) >= 4
    for sql, text in shown:
        answer = str(lager.sql(sql))
        assert answer.strip() == text.strip(), f"paste this into docs/tid.md:\n{answer}"


def test_every_query_of_the_page_returns_something(lager):
    for sql in re.findall(r"```sql\n([^`]*?)```", PAGE):
        assert lager.execute(sql).fetchall(), sql


def table() -> dict[str, list[str]]:
    """Return the rows of the table of the six agreements, by indicator."""
    (text,) = re.findall(r"\| agreement with \|.*?\n\n", PAGE, flags=re.DOTALL)
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.strip().splitlines()[2:]
    ]
    return {f"samverkan_{AGREEMENTS[name]}": cells for name, *cells in rows}


def signed(value: Decimal) -> str:
    return f"{value:+.1f}".replace("-", "−").replace("+0.0", "0.0")


def test_the_table_of_the_agreements_is_that_of_the_bundled_answers(lager):
    expected = {}
    shares = lager.execute(
        "select indikator_id, matar, andel_procent from marts.fct_gruppvarde "
        "where gruppindelning = 'riket' and matar in (2023, 2024) "
    ).fetchall()
    share = {(indicator, year): f"{percent} %" for indicator, year, percent in shares}
    ranges = lager.execute(
        "select indikator_id, lagsta_procent, hogsta_procent from marts.fct_gruppvarde_omraknad "
        "where gruppindelning = 'riket' and matar = 2023 and regel_matar = 2024"
    ).fetchall()
    between = {indicator: f"{low}–{high} %" for indicator, low, high in ranges}
    splits = lager.execute(
        "select indikator_id, obestamda_som, forandring_procentenheter, regel_procentenheter, "
        "ram_procentenheter, svar_procentenheter, verklig_procentenheter "
        "from marts.fct_forandring_orsak "
        "where gruppindelning = 'riket' and till_matar = 2024"
    ).fetchall()
    parts = {(indicator, way): values for indicator, way, *values in splits}
    for indicator in table():
        lowest, highest = (parts[indicator, way] for way in ("nej", "ja"))
        expected[indicator] = [
            share[indicator, 2023],
            between[indicator],
            share[indicator, 2024],
            signed(lowest[0]),
            *(
                f"{signed(low)} / {signed(high)}"
                for low, high in zip(lowest[1:], highest[1:], strict=True)
            ),
        ]
    assert len(expected) == 6
    assert table() == expected


def test_the_text_about_polis_is_that_of_the_bundled_answers(lager):
    ((undecided, both),) = lager.execute(
        "select obestamda_antal, svarade_bada_antal from marts.fct_forandring_orsak "
        "where gruppindelning = 'riket' and till_matar = 2024 and obestamda_som = 'nej' "
        "and indikator_id = 'samverkan_polis'"
    ).fetchall()
    ((counted,),) = lager.execute(
        "select namnare_antal from marts.fct_gruppvarde_omraknad where gruppindelning = 'riket' "
        "and matar = 2023 and regel_matar = 2024 and indikator_id = 'samverkan_polis'"
    ).fetchall()
    assert f"the {both} units that answered both years" in PAGE
    assert f"of {counted} units {undecided} for polis" in PAGE
