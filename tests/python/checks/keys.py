"""How units and answers are looked up and put in order, against the same in Python."""

from itertools import permutations, product

from .asked import asked, fill
from .compare import differences
from .tree import Tree

SHORT_ANSWERS = {"ja", "nej", "kan inte svara", "true", "false"}


def a_written_formula_is_what_it_shows(tree: Tree) -> list[str]:
    """="0114" is 0114; what only resembles it stays, and nothing stays nothing."""
    expected = {
        '="0114"': "0114",
        ' ="0114" ': "0114",
        '=""': "",
        '="0114': '="0114',
        '=0114"': '=0114"',
        '"0114"': '"0114"',
        "=0114": "=0114",
        "0114": "0114",
        "": "",
        None: None,
    }
    table = fill(tree, "formel", {"text": "varchar"}, [(text,) for text in expected])
    actual = asked(tree, table, tree.macro("utan_textformel", "text"))
    return differences("utan_textformel", {(k,): v for k, v in expected.items()}, actual)


def a_unit_is_looked_up_by_its_letters(tree: Tree) -> list[str]:
    """Case, white space and the signs around a name do not matter; letters do."""
    names = ("0114", "Upplands Väsby", "HABO", "Håbo")
    around = (("", ""), (" ", ""), ("(", ")"), ("", ","), ("-", ":"), ('="', '"'))
    cases = {before + name + after: name.lower() for name in names for before, after in around}
    cases |= {"0114 - Upplands Väsby": "0114 upplands väsby", "": ""}
    table = fill(tree, "enhetsnamn", {"text": "varchar"}, [(text,) for text in cases])
    found = asked(tree, table, tree.macro("enhet_nyckel", "text"))
    codes = {"114": "0114", "114.0": "0114", '="114"': "0114", "180-3": "0180-03", "0180": "0180"}
    written = fill(tree, "enhetskod", {"text": "varchar"}, [(text,) for text in codes])
    mended = asked(tree, written, tree.macro("enhet_kod_lagad", "text"))
    return differences(
        "enhet_nyckel", {(text,): key for text, key in cases.items()}, found
    ) + differences("enhet_kod_lagad", {(text,): code for text, code in codes.items()}, mended)


def only_words_can_be_a_method_s_name(tree: Tree) -> list[str]:
    """A free text always; an answer's own text when it is words and no answer of a scale."""
    words = ("2 metoder", "9 metoder", "sara", "ja, sara", "audit", "(sara)")
    answers = (*sorted(SHORT_ANSWERS), *words, "", "12", "2017-02-20", "–")
    rows = list(product(answers, ("", "sara")))
    table = fill(tree, "avvisat", {"svar": "varchar", "fritext": "varchar"}, rows)
    expected = {
        (answer, text): text != ""
        or (
            answer.lower() != answer.upper()
            and not "0" <= answer[0] <= "9"
            and answer not in SHORT_ANSWERS
        )
        for answer, text in rows
    }
    return differences(
        "kan_vara_namn",
        expected,
        asked(tree, table, tree.macro("kan_vara_namn", "svar", "fritext")),
    )


def the_strongest_answer_comes_first(tree: Tree) -> list[str]:
    """The last submitted, the last delivered, one with a free text, the last in the file.

    Also on an engine that sorts what is missing first where the order is falling.
    """
    ordered = [
        ("2017-03-01", 1, "", 2, "a"),
        ("2017-02-01", 3, "", 2, "a"),
        ("2017-02-01", 2, "x", 2, "a"),
        ("2017-02-01", 2, "", 9, "a"),
        ("2017-02-01", 2, "", 3, "b"),
        ("2017-02-01", 2, "", 3, "a"),
        (None, 9, "x", 9, "b"),
        (None, 8, "", 9, "b"),
    ]
    wrong = []
    order = tree.macro("starkaste_svaret_forst", "svar")
    kinds = {
        "inlamnad": "timestamp",
        "leverans_nr": "integer",
        "fritext": "varchar",
        "rad_nr": "integer",
        "kolumn": "varchar",
        "plats": "integer",
    }
    numbered = [(*row, place) for place, row in enumerate(ordered)]
    # as on an engine that sorts what is missing first where the order is falling
    tree.scratch.execute("set default_null_order = 'nulls_last_on_asc_first_on_desc'")
    for pair in permutations(numbered, 2):
        fill(tree, "svar", kinds, pair)
        found = tree.scratch.execute(f"select plats from svar order by {order} limit 1").fetchall()
        if found != [(min(row[-1] for row in pair),)]:
            wrong.append(f"starkaste_svaret_forst: {pair} ger {found}")
    tree.scratch.execute("reset default_null_order")
    tree.scratch.execute("drop table svar")
    return wrong


def base_and_follow_up_are_read_from_their_roles(tree: Tree) -> list[str]:
    """Each from its own role; an answer that means missing gives nothing."""
    roles = ("bas", "uppfoljning", "annan")
    wrong = []
    for bas, follow, other in product((0, 1, 6), (0, 1, 600), (6,)):
        codes = dict(zip(roles, (bas, follow, other), strict=True))
        rows = [(role, f"klass_{role}", code) for role, code in codes.items()]
        kinds = {"roll": "varchar", "svarsklass": "varchar", "svar_kod": "bigint"}
        fill(tree, "roll_svar", kinds, rows)
        expected = tuple(f"klass_{role}" if codes[role] else None for role in roles[:2])
        columns = tree.macro("bas_och_uppfoljning", "roll_svar")
        found = tree.scratch.execute(f"select {columns} from roll_svar").fetchall()
        if found != [expected]:
            wrong.append(f"bas_och_uppfoljning: {rows} ger {found}, väntat {expected}")
    tree.scratch.execute("drop table roll_svar")
    return wrong


# The checks of each file of macros.
CHECKS_OF = {
    "macros/formler/utan_textformel.sql": (a_written_formula_is_what_it_shows,),
    "macros/formler/enhet_nyckel.sql": (a_unit_is_looked_up_by_its_letters,),
    "macros/svar/svarsnyckel.sql": (only_words_can_be_a_method_s_name,),
    "macros/svar/starkaste_svaret_forst.sql": (the_strongest_answer_comes_first,),
    "macros/svar/bas_och_uppfoljning.sql": (base_and_follow_up_are_read_from_their_roles,),
}
