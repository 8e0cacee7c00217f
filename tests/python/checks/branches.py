"""What each branch of a rule says about the answers. The order of the branches plays no part."""

from collections.abc import Callable, Mapping

Answers = Mapping[str, str | None]
Says = Callable[[Answers], bool]

NAMED = ("freda_beskrivning", "freda_farlighet", "sara_sv", "patriark")


def given(**classes: str) -> Says:
    """Say that these roles have these answers."""
    return lambda answers: all(answers[role] == classes[role] for role in classes)


def _lacks_content(answers: Answers) -> bool:
    return "nej" in (answers["innehall_a"], answers["innehall_b"])


def _named(answers: Answers) -> list[str | None]:
    return [answers[f"metod_{method}"] for method in NAMED]


def _only_no(answers: Answers) -> bool:
    return set(_named(answers)) == {"nej"}


# The branches that decide an outcome.
DECIDING: Mapping[str, Mapping[str, Says]] = {
    "ja": {
        "bas_ja": given(bas="ja"),
        "bas_nej": given(bas="nej"),
        "omradet_finns_inte": given(bas="omradet_finns_inte"),
    },
    "ja_uppfoljning": {
        "omradet_finns_inte": given(bas="omradet_finns_inte"),
        "behovs_inte": given(bas="behovs_inte"),
        "bas_nej": given(bas="nej"),
        "uppfoljd": given(bas="ja", uppfoljning="ja"),
        "nyligen": given(bas="ja", uppfoljning="nyligen"),
        "ej_uppfoljd": given(bas="ja", uppfoljning="nej"),
        "ej_uppfoljd_oavsett_bas": lambda answers: (
            answers["bas"] in (None, "ogiltigt") and answers["uppfoljning"] == "nej"
        ),
    },
    "samlad_plan": {
        "omradet_finns_inte": given(bas="omradet_finns_inte"),
        "bas_nej": given(bas="nej"),
        "innehall_saknas": lambda answers: answers["bas"] == "ja" and _lacks_content(answers),
        "ej_uppfoljd": lambda answers: (
            given(bas="ja", uppfoljning="nej")(answers) and not _lacks_content(answers)
        ),
        "uppfoljd": given(bas="ja", innehall_a="ja", innehall_b="ja", uppfoljning="ja"),
        "nyligen": given(bas="ja", innehall_a="ja", innehall_b="ja", uppfoljning="nyligen"),
    },
    "namngiven_metod": {
        "metod_anvands": given(bas="ja"),
        "annan_metod": given(bas="annan_metod"),
        "bas_nej": given(bas="nej"),
        "omradet_finns_inte": given(bas="omradet_finns_inte"),
    },
    "minst_en_metod": {
        "namngiven_metod": lambda answers: "ja" in _named(answers),
        "annan_namngiven": lambda answers: (
            answers["metod_annan"] == "ja" and "ja" not in _named(answers)
        ),
        "annan_utan_namn": lambda answers: (
            answers["metod_annan"] == "ja_utan_namn" and _only_no(answers)
        ),
        "ingen_metod": lambda answers: answers["metod_annan"] == "nej" and _only_no(answers),
    },
    "anvant_resultat": {
        "for_fa": given(bas="for_fa"),
        "bas_nej": given(bas="nej"),
        "anvant": given(bas="ja", anvant="ja"),
        "beslut_fattat": given(bas="ja", anvant="beslut_fattat"),
        "ej_anvant": given(bas="ja", anvant="nej"),
    },
    "uppdelat_pa_kon": {
        "for_fa": given(bas="for_fa"),
        "bas_nej": given(bas="nej"),
        "uppdelat": given(bas="ja", kon="ja"),
        "ej_uppdelat": given(bas="ja", kon="nej"),
        "kon_for_fa": given(bas="ja", kon="for_fa"),
    },
    "anvant_resultat_kon": {
        "for_fa": given(bas="for_fa"),
        "bas_nej": given(bas="nej"),
        "kon_for_fa": given(bas="ja", kon="for_fa"),
        "ej_uppdelat": given(bas="ja", kon="nej"),
        "anvant": given(bas="ja", kon="ja", anvant="ja"),
        "beslut_fattat": given(bas="ja", kon="ja", anvant="beslut_fattat"),
        "ej_anvant": given(bas="ja", kon="ja", anvant="nej"),
    },
}

# The branch of each rule where an answer besides the base is missing.
INCOMPLETE = {
    "ja_uppfoljning": "uppfoljning_saknas",
    "samlad_plan": "foljdsvar_saknas",
    "minst_en_metod": "del_saknas",
    "anvant_resultat": "anvant_saknas",
    "uppdelat_pa_kon": "kon_saknas",
    "anvant_resultat_kon": "foljdsvar_saknas",
}


def branch(regel_id: str, answers: Answers, orsak_kod: str | None) -> str:
    """Return the branch of a combination, given the reason why it has no outcome, if any."""
    if orsak_kod == "ogiltigt_svar":
        return "ogiltigt_svar"
    if orsak_kod == "partiellt_bortfall":
        return "bas_saknas"
    if orsak_kod == "ofullstandigt_svar":
        return INCOMPLETE[regel_id]
    true = [branch for branch, says in DECIDING[regel_id].items() if says(answers)]
    assert len(true) == 1, f"{regel_id} {answers}: {true}"
    return true[0]
