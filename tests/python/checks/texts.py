"""Numbers and words as they are written out or compared, against the same in Python."""

import re
import unicodedata
from decimal import Decimal
from itertools import product

from .asked import asked, fill
from .compare import differences
from .tree import Tree

PUNCTUATION = '.,:;!?/()[]+&*-–"'
NUMBERS = [Decimal(number) / 10 for number in range(-25, 26)] + [Decimal("1234.5"), None]


def texts_become_words_between_single_spaces(tree: Tree) -> list[str]:
    """Words are compared whole, whatever case, white space and punctuation stand around them."""
    words = ["FREDA", "SARA:SV", "freda – kortfrågor", "å\u0308Ö", "cafe\u0301", "a'b", "x_1"]
    beside = ["", " ", "\u00a0", "\t\n", *PUNCTUATION]
    texts = [before + word + after for word, before, after in product(words, beside, beside)]
    table = fill(tree, "fritext", {"text": "varchar"}, [(text,) for text in [*texts, "", None]])
    actual = asked(tree, table, tree.macro("ordfoljd", "text"))
    expected = {(text,): _words(text) for text in [*texts, ""]} | {(None,): None}
    return differences("ordfoljd", expected, actual)


def _words(text: str) -> str:
    plain = re.sub(f"[{re.escape(PUNCTUATION)}]", " ", unicodedata.normalize("NFC", text))
    return " ".join(["", *plain.lower().split(), ""]) if plain.split() else " "


def numbers_are_written_in_swedish(tree: Tree) -> list[str]:
    """With a comma and a true minus sign; a change with its sign; nothing stays nothing."""
    table = fill(tree, "tal", {"tal": "decimal(9, 1)"}, [(number,) for number in NUMBERS])
    plain = {(n,): None if n is None else _written(n) for n in NUMBERS}
    signed = {(n,): f"+{plain[n,]}" if n is not None and n > 0 else plain[n,] for n in NUMBERS}
    return differences(
        "tal_text", plain, asked(tree, table, tree.macro("tal_text", "tal"))
    ) + differences(
        "tal_med_tecken", signed, asked(tree, table, tree.macro("tal_med_tecken", "tal"))
    )


def _written(number: Decimal) -> str:
    return f"{number:.1f}".replace("-", "−").replace(".", ",")


def published_figures_are_written_as_published(tree: Tree) -> list[str]:
    """As they were worded, else the value: a whole one without decimals; with what it measures."""
    values = {None: None, "15": "15", "0": "0", "0.5": "0,50", "66.67": "66,67", "100": "100"}
    texts = ("20-25", "drygt en fjärdedel", None)
    cases = [
        (text, None if value is None else Decimal(value), matt)
        for text, value, matt in product(texts, values, ("procent", "skalvarde"))
    ]
    kinds = {"text": "varchar", "varde": "decimal(20, 8)", "matt": "varchar"}
    table = fill(tree, "publicerat", kinds, cases)
    actual = asked(tree, table, tree.macro("publicerat_som_text", "text", "varde", "matt"))
    spelled = {None if value is None else Decimal(value): text for value, text in values.items()}
    expected = {}
    for text, value, matt in cases:
        words = text or spelled[value]
        shown = f"{words} procent" if matt == "procent" else f"värdet {words}"
        expected[text, value, matt] = None if words is None else shown
    return differences("publicerat_som_text", expected, actual)


# The checks of each file of macros.
CHECKS_OF = {
    "macros/formler/ordfoljd.sql": (texts_become_words_between_single_spaces,),
    "macros/text/tal_text.sql": (numbers_are_written_in_swedish,),
    "macros/text/publicerat_som_text.sql": (published_figures_are_written_as_published,),
}
