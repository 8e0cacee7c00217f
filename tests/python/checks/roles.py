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
    """A year's answers get the roles of that year, or of another when told so."""
    kinds = {"roll_matar": "int", "roll": "varchar", "fraga_kod": "varchar"}
    fill(tree, "pahittad_roll", kinds, ROLES)
    kinds = {
        "matar": "int", "enhet_kod": "varchar", "fraga_kod": "varchar", "svarsklass": "varchar",
    }  # fmt: skip
    fill(tree, "pahittat_svar", kinds, ANSWERS)
    wrong = []
    for keys, later in (([], 0), (["regel_matar"], 1)):
        found = tree.scratch.execute(f"""
            with fraga as (select 'F1' as fraga_kod, 0 as ar_kryssfraga),
            roll as (
                select roll_matar - {later} as matar, roll_matar as regel_matar, roll, fraga_kod,
                    100 as vikt, 'i' as indikator_id, '' as omrade_kod, '' as delfraga_kod
                from pahittad_roll
            ),
            svar as (
                select *, true as ar_besvarad, '' as omrade_kod, '' as delfraga_kod,
                    1 as leverans_nr, 1 as rad_nr,
                    case enhet_kod when 'b' then 'nej' else '' end as fritext
                from pahittat_svar
            ),
            svarsklass as (
                select distinct svarsklass, 7 as klass_nr,
                    cast(svarsklass like '% b %' as integer) as betyder_saknas
                from svar
            ),
            {tree.macro("svar_per_roll", keys)}
            select matar, enhet_kod, svarsklass, svar_kod, har_fritext from roll_svar
        """).fetchall()
        questions = {year: question for year, _, question in ROLES}
        expected = {
            # what counts as not answered has no part in the code
            (year, unit): (answer, 0 if unit == "b" else 700, unit == "b")
            for year, unit, question, answer in ANSWERS
            if question == questions[year + later]
        }
        actual = {(year, unit): tuple(rest) for year, unit, *rest in found}
        wrong += differences(f"svar_per_roll, {keys}", expected, actual)
    return wrong


CHECKS = (roles_are_read_from_the_question_of_the_year_asked_for,)
