"""LibreOffice computes the start sheet for several choices; every shown cell equals the marts."""

import pytest

from workbook_choices import SOFFICE, Chosen, choose, recalculate
from workbook_expected import expected

pytestmark = pytest.mark.slow

MATAR = 2024
LAN = "Län: Dalarnas län, samma enheter som Dalarnas 15 kommuner"
WRONG = {
    "stjarna": (Chosen("Al*", "Riket", "Ale", MATAR), "Kommunen, stadsdelen eller gruppen finns"),
    "annat_namn": (Chosen("Gotlands län", "Riket", "Ale", MATAR), "Kommunen, stadsdelen eller"),
    "okand": (Chosen("Ale", "Alla", "Ale", MATAR), "Jämförelsen finns inte"),
    "utan_ar": (Chosen("Ale", "Riket", "Ale", 2030), "Mätåret finns inte"),
}
# what a paste brings along is taken away, and so is the difference of capitals
PASTED = {"inklistrad": Chosen("Falun", "Riket", "Ale", MATAR)}
YEARS = list(range(2016, MATAR + 1))


@pytest.mark.skipif(SOFFICE is None, reason="soffice saknas: installera libreoffice-calc")
def test_libreoffice_shows_what_the_marts_hold(workbook, lager, tmp_path):
    """A city, a part that has ended, one with bortfall, Gotland, and an ordinary kommun."""
    silent, silent_code = lager.execute(
        "select enhet_namn, enhet_kod from kvalitet.kva_enhetsbortfall"
        " where matar = ? and enhet_kod not like '%-%' order by enhet_kod",
        [MATAR],
    ).fetchone()
    norrmalm = "Stockholm – Norrmalm (till och med 2023)"
    dalarna = "Egen grupp: Dalarnas 15 kommuner"
    choices = {
        "stad": (Chosen("Stockholm (hela staden)", "SKR-gruppen", "Ale", MATAR), "0180", ""),
        "del": (Chosen(norrmalm, "Storleksgruppen", "Ale", 2023), "0180-06", ""),
        "bortfall": (Chosen(silent, "Annan kommun", norrmalm, MATAR), silent_code, "0180-06"),
        "gotland": (Chosen("Gotland", "Länet", "Ale", MATAR), "0980", ""),
        "egen": (Chosen("Falun", dalarna, "Ale", 2022), "2080", ""),
        "lan": (Chosen(LAN, "Riket", "Ale", MATAR), "lan:20", ""),
        "inklistrad": (Chosen("falun ", " riket\u00a0", "Ale", MATAR), "2080", ""),
    }
    for name, (chosen, _, _) in choices.items():
        choose(workbook, chosen, tmp_path / f"{name}.xlsx")
    for name, (chosen, _) in WRONG.items():
        choose(workbook, chosen, tmp_path / f"{name}.xlsx")
    names = [*choices, *WRONG]
    shown = recalculate([tmp_path / f"{name}.xlsx" for name in names], tmp_path)
    for name, (chosen, key, other) in choices.items():
        meant = PASTED.get(name, chosen)
        wanted = expected(lager, meant, key, other, YEARS)
        found = {row[0]: row[1:] for row in shown[name] if row[0] in wanted}
        if key.startswith("lan:"):
            for cells in (*found.values(), *wanted.values()):
                cells.pop()  # what a group's share is made of: it has a test of its own
        assert found == wanted, name
    for name, (_, said) in WRONG.items():
        assert shown[name][7][0].startswith(said), name
        cells = {cell for row in shown[name] if row[0] in wanted for cell in row[1:-1]}
        assert cells == {"Fel val"}, name
