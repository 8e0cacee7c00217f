"""Answers laid side by side by role, on made-up years whose questions differ."""

from .asked import fill
from .compare import differences
from .tree import Tree

# The role of an indicator has another question each year.
ROLES = [(2016, "bas", "F1"), (2017, "bas", "F2"), (2018, "bas", "F3")]
ANSWERS = [
    (year, unit, question, f"{question} {unit} {year}")
    for year in (2016, 2017)
    for unit in ("a", "b")
    for question in ("F1", "F2", "F3")
]


def roles_are_read_from_the_question_of_the_year_asked_for(tree: Tree) -> list[str]:
    """A year's answers are laid out by the roles of that year, or of another when told so."""
    kinds = {"matar": "int", "roll": "varchar", "fraga_kod": "varchar"}
    fill(tree, "pahittad_roll", kinds, ROLES)
    kinds = {
        "matar": "int", "enhet_kod": "varchar", "fraga_kod": "varchar", "svarsklass": "varchar",
    }  # fmt: skip
    fill(tree, "pahittat_svar", kinds, ANSWERS)
    wrong = []
    for column, later in (("matar", 0), ("regel_matar", 1)):
        keys = ["matar", "regel_matar", "enhet_kod", "indikator_id"]
        macro = tree.macro("svar_per_roll", "underlag", keys, column)
        found = tree.scratch.execute(f"""
            with fraga as (select 'F1' as fraga_kod, 0 as ar_kryssfraga),
            roll as (
                select *, 'i' as indikator_id, '' as omrade_kod, '' as delfraga_kod
                from pahittad_roll
            ),
            svar as (
                select *, true as ar_besvarad, '' as omrade_kod, '' as delfraga_kod
                from pahittat_svar
            ),
            underlag as (
                select distinct matar, matar + 1 as regel_matar, enhet_kod, 'i' as indikator_id
                from svar
            ),
            {macro}
            select matar, enhet_kod, bas from sida_vid_sida
        """).fetchall()
        questions = {year: question for year, _, question in ROLES}
        expected = {
            (year, unit): answer
            for year, unit, question, answer in ANSWERS
            if question == questions[year + later]
        }
        actual = {(year, unit): answer for year, unit, answer in found}
        wrong += differences(f"svar_per_roll, {column}", expected, actual)
    return wrong


CHECKS = (roles_are_read_from_the_question_of_the_year_asked_for,)
