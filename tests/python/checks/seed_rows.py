"""The small lists of the rules: what the method and the contract say that they hold."""

from oberoende.regler import ROLLER, STARKAST_FORST

from .compare import differences, missing_or_extra
from .tree import Tree
from .truth_table import ORDER, variants
from .truth_table import expected as truths

# Method, section 5.
REASONS = {
    *STARKAST_FORST,
    "befolkning_saknas",
    "ej_delat_pa_kon",
    "ej_insamlad",
    "ej_rapporterad",
    "for_stort_bortfall",
    "inga_tillampliga_svar",
    "saknar_kalla",
    "skyddad",
    "taljare_over_namnare",
}
COLOURS = {"ja": "grön", "delvis": "gul", "nej": "röd", "ej_aktuellt": None}
# Where an outcome stands in several branches: the one that is named whatever is missing.
WHATEVER_IS_MISSING = {
    ("ja_uppfoljning", "ej_uppfoljd"): "ej_uppfoljd_oavsett_bas",
    ("minst_en_metod", "annan_namngiven"): "annan_namngiven",
    ("samlad_plan", "ej_uppfoljd"): "ej_uppfoljd",
}
# Who refused the answer, not the row: the question is answered, with what cannot be used.
REFUSED_ANSWERS = {"feltolkad_text", "motstridiga_svar", "svar_utanfor_skalan"}
# A row that could be read: its key, its time, its answer.
JUDGED_IN_ORDER = (
    "obligatoriskt_falt_saknas",
    "ogiltigt_matar",
    "okand_enhet",
    "enhet_utanfor_ramen",
    "okand_fraga",
    "fraga_ej_stalld",
    "okant_omrade_eller_delfraga",
    "ogiltig_inlamnad",
    "motstridiga_svar",
    "svar_utanfor_skalan",
    "fritext_utan_svar",
)
COMPOSITE_BRANCHES = {
    "ja": ("ja", None),
    "nej": ("nej", None),
    "alla_ej_aktuella": ("ej_aktuellt", None),
    "ogiltigt_svar": (None, "ogiltigt_svar"),
    "partiellt_bortfall": (None, "partiellt_bortfall"),
    "ofullstandigt_svar": (None, "ofullstandigt_svar"),
}
# Branches that say no more than that an answer is missing.
FIT_ANY_QUESTION = {"bas_saknas", "ogiltigt_svar"}
# A rule is documented, or somebody's assumption; which of them its source tells.
ASSUMED_UNCHANGED = "Ingen guide finns; 2017 års regel fortsätter"


def roles_have_their_order(tree: Tree) -> list[str]:
    """The seed roll gives every role its place, the same for every rule that has it."""
    expected = dict(enumerate(ORDER, start=1))
    return differences("roll", expected, {row["ordning"]: row["roll"] for row in tree.seed("roll")})


def rules_read_the_roles_of_the_method(tree: Tree) -> list[str]:
    """The seed regel_roll lists what each rule reads."""
    expected = {(rule, role) for rule, roles in ROLLER.items() for role in roles}
    listed = [(row["regel_id"], row["roll"]) for row in tree.seed("regel_roll")]
    return missing_or_extra("regel_roll", expected, listed)


def rules_are_those_of_the_method(tree: Tree) -> list[str]:
    """Eight rule types, and the two of the composites."""
    expected = {*ROLLER, "sammansatt_minst_en", "sammansatt_alla"}
    return missing_or_extra("regeln", expected, [row["regel_id"] for row in tree.seed("regel")])


def reasons_are_ranked_strongest_first(tree: Tree) -> list[str]:
    """Every reason of the method; the kinds of missing ranked, the others not."""
    ranks = {reason: (rank, 1) for rank, reason in enumerate(STARKAST_FORST, start=1)}
    expected = {reason: ranks.get(reason, (None, 0)) for reason in REASONS}
    actual = {row["orsak_kod"]: (row["styrka"], row["ar_bortfall"]) for row in tree.seed("orsak")}
    return differences("orsaken", expected, actual)


def outcomes_have_their_colours(tree: Tree) -> list[str]:
    """Ja is green, delvis yellow, nej red."""
    actual = {row["utfall"]: row["farg"] for row in tree.seed("utfall")}
    return differences("utfallet", COLOURS, actual)


def outcomes_count_in_numerator_and_denominator(tree: Tree) -> list[str]:
    """Ja is in both, delvis and nej in the denominator, what lacks a value in neither."""
    expected, actual = {}, {}
    for row in tree.seed("regel_gren"):
        key = row["regel_id"], row["gren_id"]
        counted = row["utfall"] in ("ja", "delvis", "nej")
        expected[key] = int(row["utfall"] == "ja"), int(counted)
        actual[key] = row["ingar_i_taljare"], row["ingar_i_namnare"]
    return differences("grenen", expected, actual)


def branches_give_an_outcome_or_a_reason(tree: Tree) -> list[str]:
    """Never both, never neither."""
    return [
        f"grenen {row['regel_id']} {row['gren_id']}: {row['utfall']}, {row['orsak_kod']}"
        for row in tree.seed("regel_gren")
        if (row["utfall"] is None) == (row["orsak_kod"] is None)
    ]


def differences_are_certain_or_not(tree: Tree) -> list[str]:
    """Between a group and the rest: certainly higher, certainly lower, or not certain."""
    codes = [row["skillnad"] for row in tree.seed("skillnad")]
    return missing_or_extra("skillnad", {"sakert_hogre", "sakert_lagre", "osakert"}, codes)


def three_branches_name_one_whatever_is_missing(tree: Tree) -> list[str]:
    """No other rule ends in one outcome by several branches while an answer is missing."""
    actual = {
        (row["regel_id"], row["gren_id"]): row["oavsett_gren_id"]
        for row in tree.seed("regel_gren")
        if row["oavsett_gren_id"] is not None
    }
    return differences("grenen oavsett vad som saknas", WHATEVER_IS_MISSING, actual)


def composites_end_in_an_outcome_or_a_reason(tree: Tree) -> list[str]:
    """The branches of the two composite rules are named for what they give."""
    expected = {
        (f"sammansatt_{kind}", branch): given
        for kind in ("minst_en", "alla")
        for branch, given in COMPOSITE_BRANCHES.items()
    }
    actual = {
        (row["regel_id"], row["gren_id"]): (row["utfall"], row["orsak_kod"])
        for row in tree.seed("regel_gren")
        if row["regel_id"].startswith("sammansatt_")
    }
    return differences("grenen", expected, actual)


def reasons_to_refuse_a_row_are_tried_in_order(tree: Tree) -> list[str]:
    """Numbered from 1 without a gap: first what stops the reading, last the answer."""
    listed = sorted(tree.seed("karantan_orsak"), key=lambda row: row["ordning"])
    codes = [row["orsak_kod"] for row in listed]
    wrong = []
    if codes[-len(JUDGED_IN_ORDER) :] != list(JUDGED_IN_ORDER):
        wrong.append(f"karantänsorsakerna prövas i ordningen {codes}")
    for number, row in enumerate(listed, start=1):
        refused = int(row["orsak_kod"] in REFUSED_ANSWERS)
        if (row["ordning"], row["ar_svarsfel"]) != (number, refused):
            wrong.append(f"karantänsorsaken {row['orsak_kod']}, nummer {number}: {row}")
    return wrong


def rules_say_whether_they_are_documented(tree: Tree) -> list[str]:
    """A rule without a guide of its own is marked as assumed."""
    expected, actual = {}, {}
    for row in tree.seed("indikator_regel"):
        key = row["indikator_id"], row["giltig_fran_matar"]
        assumed = "antas" in row["kalla"] or row["kalla"].startswith("Kolada")
        expected[key] = "antagen" if assumed else "kalla"
        if row["kalla"] == ASSUMED_UNCHANGED:
            expected[key] = "antagen_oforandrad"
        actual[key] = row["belagg"]
    return differences("belägget", expected, actual)


def surveys_of_users_are_spoken_of_as_surveys(tree: Tree) -> list[str]:
    """Nothing is set up or followed up there: every outcome has words of its own."""
    areas = {row["indikator_id"]: row["indikatoromrade_kod"] for row in tree.seed("indikator")}
    expected: set[tuple[str, str, str | None]] = set()
    for (_, indicator), variant in variants().items():
        if indicator.startswith("brukarinflytande_"):
            branches = {verdict.gren_id for verdict in truths(variant).values()}
            said = {None, *branches} - FIT_ANY_QUESTION
            expected |= {(areas[indicator], variant.regel_id, branch) for branch in said}
    listed = [
        (row["indikatoromrade_kod"], row["regel_id"], row["gren_id"])
        for row in tree.seed("egen_regeltext")
    ]
    return missing_or_extra("egen_regeltext", expected, listed)


CHECKS = (
    roles_have_their_order,
    rules_read_the_roles_of_the_method,
    rules_are_those_of_the_method,
    reasons_are_ranked_strongest_first,
    outcomes_have_their_colours,
    outcomes_count_in_numerator_and_denominator,
    branches_give_an_outcome_or_a_reason,
    differences_are_certain_or_not,
    three_branches_name_one_whatever_is_missing,
    composites_end_in_an_outcome_or_a_reason,
    reasons_to_refuse_a_row_are_tried_in_order,
    rules_say_whether_they_are_documented,
    surveys_of_users_are_spoken_of_as_surveys,
)
