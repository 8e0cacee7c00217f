"""How an answer is written: the same answer comes in many forms."""

from collections.abc import Callable
from dataclasses import dataclass

from oppna_jamforelser.example.enkat import Enkat, Post
from oppna_jamforelser.example.slump import Slump

# Answers that no scale has.
UTANFOR_SKALAN = ["Vet ej", "Delvis", "Under arbete", "Se bilaga", "Ja/Nej", "Planeras"]
FORMER: dict[str, Callable[[str], str]] = {
    "gemener": str.lower,
    "versaler": str.upper,
    "punkt": lambda text: f"{text}.",
    "mellanslag": lambda text: f" {text.replace(' ', '  ', 1)} ",
}


@dataclass(frozen=True)
class Hand:
    """The habits of the person who fills in the form."""

    kortform: bool
    februari: bool
    tomma: bool  # questions that are left out come as rows without an answer
    form: str | None


def handstil(enhet_stam: str, matar: int, slump: Slump) -> Hand:
    """Return a unit's habits of the year."""
    form = slump.tal(enhet_stam, "form", matar)
    former = list(FORMER)
    return Hand(
        kortform=slump.tal(enhet_stam, "kortform", matar) < 0.2,
        februari=slump.tal(enhet_stam, "februari", matar) < 0.2,
        tomma=slump.tal(enhet_stam, "tomma", matar) < 0.02,
        form=former[int(form * 50)] if form * 50 < len(former) else None,
    )


def skriv_svar(enkat: Enkat, post: Post, klass: str, hand: Hand, tal: float) -> str:
    """Return the text of an answer; *tal* decides whether this one differs from the habit."""
    texter = enkat.texter(post, klass)
    text = (
        texter[1 + int(tal * 97) % (len(texter) - 1)] if hand.kortform and texter[1:] else texter[0]
    )
    if hand.februari:
        text = text.replace(" feb ", " februari ")
    form = list(FORMER)[int(tal * 400)] if tal * 400 < len(FORMER) else hand.form
    return FORMER[form](text) if form else text
