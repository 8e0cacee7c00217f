"""Swedish words of the workbook."""

import re
import unicodedata
from decimal import Decimal

from oppna_jamforelser.swedish import comma, is_few, part_and_percent, part_of, percent

NOT_THERE = "Fanns inte"
NOT_THERE_TEXT = "Kommunen eller stadsdelen fanns inte som egen svarande detta år."
FULFILLED = "Uppfyllt."
BREAK_MARKS = {"ej": "‖ ", "delvis": "≈ "}
REASONS = {
    "befolkning_saknas": "Befolkning saknas",
    "ej_delat_pa_kon": "Inte delat på kön",
    "ej_insamlad": "Ställdes inte",
    "ej_rapporterad": "Inte rapporterat",
    "enhetsbortfall": "Svarade inte",
    "for_stort_bortfall": "För stort bortfall",
    "inga_tillampliga_svar": "Gäller ingen",
    "ofullstandigt_svar": "Följdfråga saknas",
    "ogiltigt_svar": "Ogiltigt svar",
    "omradesbortfall": "Området obesvarat",
    "partiellt_bortfall": "Obesvarad",
    "saknar_kalla": "Källa saknas",
    "skyddad": "Skyddad",
    "taljare_over_namnare": "Över det möjliga",
}
OTHER_KOMMUN = "Annan kommun"
NO_GROUP = "Gruppen fanns inte detta år, eller ingår inte i någon sådan"
WRONG = "Fel val"
WRONG_TEXT = "Ett av valen överst finns inte i sin lista. Välj om, så fylls tabellerna i."
WRONG_CHOICES = {
    "choice": "Kommunen, stadsdelen eller gruppen finns inte i listan: välj om i cell A4.",
    "pick": "Jämförelsen finns inte i listan: välj om i cell A5.",
    "other": "Den andra kommunen finns inte i listan: välj om i cell A6.",
    "year": "Mätåret finns inte i listan: välj om i cell A7.",
}
TO = " till "
ALL_RIGHT = "Inget"
EVIDENCE = "Belägg"
PAIR = "Jämfört med året före"
FIRST_YEAR = "Första året"
NOT_ASKED_BOTH = "Ställdes inte båda åren"
SAME_GROUP = "Samma grupp"
OVERLAP = "Delar enheter"
NOT_COMPARABLE = {
    "samma": ("det är gruppen själv", SAME_GROUP),
    "overlappar": ("en del av enheterna finns i båda grupperna: de jämförs inte", OVERLAP),
}
NO_SHARE = "Ingen andel"
NO_DIFFERENCE = "Ingen skillnad räknas"
NOT_COMPUTED = "Räknas inte"
NOT_SHOWN = "Visas inte"
NOTHING_MISSING = "Inget saknas"
IS_RIKET = "Är riket"
NO_SOURCE = "Ingen"
OTHER_HELP = "Gäller när Annan kommun är vald i cellen ovanför."
OUTCOME_MEANINGS = {
    "Ja": "önskvärt resultat",
    "Delvis": "delvis önskvärt",
    "Nej": "område att utveckla",
    "Ej aktuellt": "räknas inte",
}
MARK_MEANINGS = (
    "‖ före ett värde: får inte jämföras med året före. ≈: bara delvis.",
    "Belägg: Belagt i en källa, Antas oförändrat sedan 2017, eller Antaget.",
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


def group_choice(key: str, division: str, name: str, twin: str | None) -> str:
    """Return how a group stands in the list; *twin* is an own group with the same units."""
    if key == "riket:00":
        return name
    shown = coded(key, name) if key.split(":")[0] in ("storleksgrupp", "skr") else name
    same = f", samma enheter som {twin}" if twin else ""
    return f"{division}: {shown}{same}"


def break_mark(result: str) -> str:
    """Return the break mark that a result begins with; empty when there is none."""
    return next((mark for mark in BREAK_MARKS.values() if result.startswith(mark)), "")


def coded(group: str, name: str) -> str:
    """Return a group's name after its code, so that it sorts as it should."""
    return f"{group.split(':')[1]}: {name}"


def span(lowest: Decimal, highest: Decimal) -> str:
    """Return the lowest and the highest possible share."""
    return f"{percent(lowest)}{TO}{percent(highest)}"


def share_cells(share: int, yes: int, denominator: int) -> list[int | str]:
    """Return a share as a number and its counts; of few it is text, which no sorting ranks."""
    part = part_of(yes, denominator)
    if is_few(denominator):
        return [part_and_percent(yes, denominator, share), part]
    return [share, part]


def signed(value: Decimal) -> str:
    """Return a change in percentage points with its sign and the decimal comma."""
    return comma(f"{value:+}").replace("-", "−")


def table_name(text: str) -> str:
    """Return a text as the name of a table: letters without accents, digits, underscores."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "_".join(re.findall(r"[A-Za-z0-9]+", folded))
