"""Swedish words of the workbook."""

import re
import unicodedata
from decimal import Decimal

NOT_THERE = "Fanns inte"
NOT_THERE_TEXT = "Kommunen eller stadsdelen fanns inte som egen svarande detta år."
FULFILLED = "Uppfyllt."
BREAK_MARKS = {"ej": "‖ ", "delvis": "≈ "}
REASONS = {
    "ej_insamlad": "Ställdes inte",
    "enhetsbortfall": "Svarade inte",
    "for_stort_bortfall": "För stort bortfall",
    "inga_tillampliga_svar": "Gäller ingen",
    "ofullstandigt_svar": "Följdfråga saknas",
    "ogiltigt_svar": "Ogiltigt svar",
    "omradesbortfall": "Området obesvarat",
    "partiellt_bortfall": "Obesvarad",
    "saknar_kalla": "Källa saknas",
    "skyddad": "Sekretess",
}
OTHER_KOMMUN = "Annan kommun"
NO_GROUP = "Gruppen fanns inte detta år"
NO_SHARE = "Ingen andel"
NO_DIFFERENCE = "Ingen skillnad räknas"
NOT_COMPUTED = "Räknas inte"
NOT_SHOWN = "Visas inte"
NOTHING_MISSING = "Inget saknas"
IS_RIKET = "Är riket"
FEW = 5
"""Shares of fewer units than this are read with their counts, and never ranked."""
OTHER_HELP = "Gäller när Annan kommun är vald i cellen ovanför."
OUTCOME_MEANINGS = {
    "Ja": "önskvärt resultat",
    "Delvis": "delvis önskvärt",
    "Nej": "område att utveckla",
    "Ej aktuellt": "räknas inte",
}
MARK_MEANINGS = (
    "‖ före ett värde: får inte jämföras med året före.",
    "≈ före ett värde: får bara delvis jämföras med året före.",
    "Kursiv text: resultat saknas, och orsaken står i cellen.",
    "80 % (4 av 5): så många av en stads svarande delar har Ja.",
    "Lägsta och högsta: vad andelen kunde bli om alla hade svarat.",
)
GROUP_PICKS = {
    "riket": "Riket",
    "lan": "Länet",
    "storleksgrupp": "Storleksgruppen",
    "skr": "SKR-gruppen",
}


def own_group_pick(name: str) -> str:
    """Return how an own group stands in the list of comparisons."""
    return f"Egen grupp: {name}"


def part_of(yes: int, denominator: int) -> str:
    """Return a numerator and its denominator in words."""
    return f"{yes} av {denominator}"


def part_and_percent(yes: int, denominator: int, percent: int) -> str:
    """Return a share that a person reads, with its counts beside the percent."""
    return f"{percent} % ({part_of(yes, denominator)})"


def coded(group: str, name: str) -> str:
    """Return a group's name after its code, so that it sorts as it should."""
    return f"{group.split(':')[1]}: {name}"


def decimal_percent(value: Decimal) -> str:
    """Return a percentage of one decimal with the decimal comma."""
    return f"{value} %".replace(".", ",")


def signed(value: Decimal) -> str:
    """Return a change in percentage points with its sign and the decimal comma."""
    return f"{value:+}".replace(".", ",").replace("-", "−")


def units(count: int) -> str:
    """Return a number of units in words."""
    return f"{count} {'enhet' if count == 1 else 'enheter'}"


def table_name(text: str) -> str:
    """Return a text as the name of a table: letters without accents, digits, underscores."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "_".join(re.findall(r"[A-Za-z0-9]+", folded))
