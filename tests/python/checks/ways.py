"""The words and small formulas of the ways to Ja: what each question needs, from its scale."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

from oberoende.fragor import KANDA_AR
from oberoende.indikatorer import indikatorer

from . import suggestions
from .asked import asked, fill
from .compare import differences, missing_or_extra
from .tree import Tree

# How each question is spoken of; questions that are spoken of alike share their texts.
SPOKEN_OF = {
    "G1": "socialjour",
    "G3": "overenskommelse",
    "G3a": "uppfoljd_overenskommelse",
    "G6": "plan",
    "G6a": "innehall",
    "G6b": "uppfoljd_plan",
    "G7": "rutin",
    "G7a": "uppfoljd_rutin",
    "G8": "freda",
    "G9": "metod",
    "G20": "kartlaggning",
    "G21": "rutin",
    "G21a": "uppfoljd_rutin",
    "G23": "rutin",
    "G23a": "uppfoljd_rutin",
    "V1": "bedomningsmetod",
    "V2": "stodsamtal",
    "V3": "skyddat_boende",
    "V4": "rutin",
    "V4a": "uppfoljd_rutin",
    "V5": "utbildning",
    "V6": "utbildning",
    "V7": "sammanstallning",
    "V7a": "uppdelning",
    "V7b": "anvandning",
    "X1": "undersokning",
    "X1a": "anvandning_undersokning",
    "X2": "individbaserad",
    "X3": "stodsamtal",
}
ANOTHER_METHOD = ("V1", "annan")  # spoken of in its own way
WITHOUT_ITEMS = {"G3a"}  # one text for all its items
FOR_NEW_ITEMS = {("G3", None): "overenskommelse"}  # partners may be added
# Whom or what the texts name besides the item.
GROUPS = {
    "V2": "med",
    "X3": "utan",
    "V5": "vuxna",
    "V6": "barn",
    ("G9", "audit"): "riskfylld alkoholkonsumtion",
    ("G9", "dudit"): "drogrelaterade problem",
}
CIRCUMSTANCES = {"behovs_inte", "omradet_finns_inte", "for_fa"}
BEGUN = {"annan_metod", "beslut_fattat", "ja_utan_namn"}
ORDER = {"ja": 1, "nyligen": 2}  # a follow-up made comes before one replaced by something new
ORDER_WITH_A_NEW_BASE = {"ja": 2, "nyligen": 1}  # what is newly set up needs none yet
# What stands in for any question, and what is said of a composite.
GENERAL = {
    ("standard", "lage", None, None),
    ("standard", "lage", None, "saknas"),
    ("standard", "lage", "ogiltigt", None),
    ("standard", "forslag", None, None),
    ("standard", "forslag", "for_fa", None),
    ("standard", "forslag", "omradet_finns_inte", None),
    ("standard", "forslag", "ja", "besvaras"),
    ("standard", "forslag", "nyligen", "besvaras"),
    ("sammansatt", "lage", None, None),
    ("sammansatt", "lage", None, "saknas"),
    ("sammansatt", "forslag", None, None),
}
PLACES = 20  # for the components of a composite

Question = tuple[str, str | None]
Need = tuple[str, str, str | None, str | None]  # question's words, kind of text, class, condition


@cache
def _scales() -> Mapping[Question, set[str]]:
    """Return the classes of every question and item that an indicator asks."""
    scales: dict[Question, set[str]] = {}
    for year in KANDA_AR:
        for indicator in indikatorer(year):
            for role, (fraga, _, delfraga) in indicator.roller:
                item = None if fraga in WITHOUT_ITEMS else delfraga or None
                scales.setdefault((fraga, item), set()).update(indicator.skalor[role])
    return scales


def _spoken_of(question: Question) -> str:
    kind = SPOKEN_OF[question[0]]
    return f"{kind}_annan" if question == ANOTHER_METHOD else kind


def _needs() -> Iterator[Need]:
    """Yield the texts that a question needs: of each state, and of each way to Ja."""
    for question, scale in _scales().items():
        kind = _spoken_of(question)
        follows_up, holds = kind.startswith("uppfoljd_"), kind == "innehall"
        for answer in scale:
            # of a base, a circumstance leaves the denominator: nothing stands in the way
            if answer not in CIRCUMSTANCES or kind == "uppdelning":
                yield kind, "lage", answer, None
                if follows_up or holds:
                    yield kind, "lage", answer, "bas_saknas"
            if answer in ("ja", "nyligen", "behovs_inte"):
                yield kind, "forslag", answer, None
                if follows_up:
                    yield kind, "forslag", answer, "bas_andras"
        if scale & (BEGUN - {"annan_metod"}):  # another method is not half of this one
            yield kind, "forslag", "ja", "paborjat"


def questions_have_the_words_of_their_kind(tree: Tree) -> list[str]:
    """Every question that a rule reads, and each of its items, is spoken of in its own way."""
    expected = {question: _spoken_of(question) for question in _scales()} | FOR_NEW_ITEMS
    listed = tree.seed("vag_fraga")
    keys = [(row["fraga_kod"], row["delfraga_kod"]) for row in listed]
    actual = {
        key: row["text_kod"] for key, row in zip(keys, listed, strict=True) if keys.count(key) == 1
    }
    return differences("vag_fraga", expected, actual)


def texts_name_the_item_that_is_asked_about(tree: Tree) -> list[str]:
    """What a text names is the item of its question, and the group that the question is about."""
    items = {row["delfraga_kod"]: row["delfraga_namn"].lower() for row in tree.seed("delfraga")}
    wrong = []
    for row in tree.seed("vag_fraga"):
        question = row["fraga_kod"], row["delfraga_kod"]
        named = row["sak"]
        if named and not named.lower().startswith(items.get(question[1], "(ingen)")):
            wrong.append(f"vag_fraga {question}: texten nämner {named}")
        if named is None and question[1] and question != ANOTHER_METHOD:
            wrong.append(f"vag_fraga {question}: texten nämner ingenting")
        if row["grupp"] != GROUPS.get(question, GROUPS.get(question[0])):
            wrong.append(f"vag_fraga {question}: texten nämner gruppen {row['grupp']}")
    return wrong


def answers_have_the_texts_that_they_need(tree: Tree) -> list[str]:
    """A text for each answer of each question, and for each answer that leads to Ja."""
    listed = [
        (row["text_kod"], row["text_typ"], row["svarsklass"], row["villkor"])
        for row in tree.seed("vag_text")
    ]
    return missing_or_extra("vag_text", {*_needs(), *GENERAL}, listed)


def answers_are_actions_or_circumstances(tree: Tree) -> list[str]:
    """What no action brings about is a circumstance; what has begun is completed first."""
    classes = {row["svarsklass"] for row in tree.seed("svarsklass")}
    last = {kind: 3 if kind in CIRCUMSTANCES else 4 for kind in classes}
    expected = {
        kind: (
            int(kind in CIRCUMSTANCES),
            int(kind in BEGUN),
            ORDER.get(kind, last[kind]),
            ORDER_WITH_A_NEW_BASE.get(kind, last[kind]),
        )
        for kind in classes
    }
    actual = {
        row["svarsklass"]: (
            row["ar_omstandighet"],
            row["ar_paborjat"],
            row["ordning"],
            row["ordning_ny_bas"],
        )
        for row in tree.seed("vag_svarsklass")
    }
    return differences("vag_svarsklass", expected, actual)


def a_missing_answer_is_equal_to_a_missing_one(tree: Tree) -> list[str]:
    """Two answers are the same, a missing one included."""
    cases = list(product(("ja", "nej", None), repeat=2))
    table = fill(tree, "par_av_svar", {"ena": "varchar", "andra": "varchar"}, cases)
    actual = asked(tree, table, tree.macro("vag_samma", "ena", "andra"))
    return differences("vag_samma", {case: case[0] == case[1] for case in cases}, actual)


def components_are_told_in_their_order(tree: Tree) -> list[str]:
    """All that have a place, in its order; an empty text and what has no place are left out."""
    columns = {"plats": "integer", "text": "varchar"}
    given = [(place, f"del {place}") for place in (None, *range(PLACES + 2))]
    given[4] = (given[4][0], None)
    table = fill(tree, "uppraknad", columns, reversed(given))
    macro = tree.macro("vag_uppraknade", "plats", "text", "; ")
    ((actual,),) = tree.scratch.execute(f"select {macro} from {table}").fetchall()
    told = [text for place, text in given if text and place and place <= PLACES]
    return [] if actual == "; ".join(told) else [f"vag_uppraknade: {actual}, väntat {told}"]


OF_SEEDS = (
    questions_have_the_words_of_their_kind,
    texts_name_the_item_that_is_asked_about,
    answers_have_the_texts_that_they_need,
    answers_are_actions_or_circumstances,
)
# The checks of each file of the ways to Ja.
CHECKS_OF = {
    "macros/vagen/vag_samma.sql": (
        a_missing_answer_is_equal_to_a_missing_one,
        *suggestions.CHECKS,
    ),
    "macros/vagen/vag_uppraknade.sql": (components_are_told_in_their_order,),
    **{
        f"seeds/regler/{seed}.csv": (*OF_SEEDS, *suggestions.CHECKS)
        for seed in ("vag_fraga", "vag_svarsklass", "vag_text")
    },
}
