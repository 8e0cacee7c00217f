"""What is odd enough for a person to look at: just at each limit, and just below it."""

from collections.abc import Iterator
from typing import Any

from .asked import fill
from .compare import differences, missing_or_extra
from .tree import Tree, rows

# docs/kvalitet.md: the fewest answers or indicators, and the least difference.
LIMITS = {"alla_ja": (20, None), "avviker": (20, 30), "samma_som_forra_aret": (30, None)}
OTHERS = 10  # other units of the size class, each with an outcome in every indicator
# Unit: its indicators, its Ja among them, and the Ja of all the others together.
NEAR_THE_LIMIT = {
    "just_over": (20, 20, 140),
    "just_under": (20, 0, 60),
    "inte_nog_over": (20, 20, 141),
    "inte_nog_under": (20, 0, 59),
    "for_fa": (19, 19, 0),
}
FAR_ENOUGH = ("just_over", "just_under")


def limits_are_those_that_people_are_told(tree: Tree) -> list[str]:
    """Each finding has its limits; only a distance has percentage points."""
    actual = {
        row["fynd_kod"]: (row["minsta_antal"], row["grans_procentenheter"])
        for row in tree.seed("fyndpolicy")
    }
    return differences("fyndet", LIMITS, actual)


def _answers() -> Iterator[tuple[str, int, int, str]]:
    """Yield unit, year, number of the question, class: at the limit and one fewer."""
    for kind, few in (("nog", 0), ("for_fa", -1)):
        for number in range(20 + few):
            yield f"ja_{kind}", 2017, number, "ja"
        for number in range(30 + few):
            for year in (2016, 2017):
                yield f"lika_{kind}", year, number, "nej" if number % 2 else "ja"


def uniform_answers_are_listed_from_the_limit(tree: Tree) -> list[str]:
    """All Ja, or all as last year, once the answers are so many; one fewer says nothing."""
    kinds = {
        "enhet_kod": "varchar",
        "matar": "int",
        "fraga_kod": "varchar",
        "svarsklass": "varchar",
    }
    fill(tree, "vantade_svar", kinds, _answers())
    tree.scratch.execute(
        "create or replace table vantat as select *, '' as omrade_kod, '' as delfraga_kod, "
        "1 as version_nr, 'ja_nej' as skala_kod, true as ar_besvarad, true as ar_angiven, "
        "'gemensam' as enkatdel from vantade_svar"
    )
    found = _built(tree, "kva_ensartade_svar", {"int_svar__vantat": "vantat"}, "vantade_svar")
    listed = [(row["enhet_kod"], row["matar"], row["fynd_kod"]) for row in found]
    expected = {("ja_nog", 2017, "alla_ja"), ("lika_nog", 2017, "samma_som_forra_aret")}
    return missing_or_extra("kva_ensartade_svar", expected, listed)


def _outcomes() -> Iterator[tuple[str, str, int, int]]:
    """Yield unit, indicator, whether it is Ja, and how many of the whole class are."""
    for unit, (indicators, yes, others) in NEAR_THE_LIMIT.items():
        for number in range(indicators):
            own = int(number < yes)
            theirs = others // indicators + int(number < others % indicators)
            yield unit, f"indikator_{number}", own, own + theirs


def units_far_from_their_size_class_are_listed_from_the_limit(tree: Tree) -> list[str]:
    """A share so many points from the others', either way, over so many indicators."""
    kinds = {
        "enhet_kod": "varchar",
        "indikator_id": "varchar",
        "ingar_i_taljare": "int",
        "klassens_ja": "int",
    }
    fill(tree, "nara_gransen", kinds, _outcomes())
    for name, columns in {
        "utfall_vid_grans": "2017 as matar, *, 1 as ingar_i_namnare",
        "indikator_vid_grans": "distinct indikator_id, 'struktur' as indikator_typ",
        "medlem_vid_grans": "distinct 2017 as matar, enhet_kod, "
        "'storleksgrupp' as gruppindelning, enhet_kod as grupp_kod",
        "grupp_vid_grans": "2017 as matar, 'storleksgrupp' as gruppindelning, true as redovisas, "
        "enhet_kod as grupp_kod, indikator_id, klassens_ja as ja_antal, "
        f"{OTHERS + 1} as namnare_antal",
    }.items():
        tree.scratch.execute(
            f"create or replace table {name} as select {columns} from nara_gransen"
        )
    relations = {
        "fct_enhetsutfall": "utfall_vid_grans",
        "dim_indikator": "indikator_vid_grans",
        "bridge_enhet_grupp": "medlem_vid_grans",
        "fct_gruppvarde": "grupp_vid_grans",
    }
    found = _built(tree, "kva_avviker_fran_storleksgrupp", relations, "nara_gransen")
    listed = [row["enhet_kod"] for row in found]
    return missing_or_extra("kva_avviker_fran_storleksgrupp", FAR_ENOUGH, listed)


def _built(tree: Tree, model: str, relations: dict[str, str], units: str) -> list[dict[str, Any]]:
    """Build a finding on made-up relations; the units of one of them are all there are."""
    tree.scratch.execute(
        f"create or replace table enhet_vid_grans as "
        f"select distinct enhet_kod, enhet_kod as enhet_namn from {units}"
    )
    tree.scratch.execute("create or replace table omarkt as select null::varchar as markning")
    given = {"dim_enhet": "enhet_vid_grans", "int_landning__markning": "omarkt"}
    tree.build(tree.scratch, [model], given | relations)
    return rows(tree.scratch, f"select * from {model}")


CHECKS = (
    limits_are_those_that_people_are_told,
    uniform_answers_are_listed_from_the_limit,
    units_far_from_their_size_class_are_listed_from_the_limit,
)
# The checks of the seed that nothing else reads.
CHECKS_OF = {"seeds/regler/fyndpolicy.csv": CHECKS}
