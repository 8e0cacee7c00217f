"""The independent evaluator, tested by itself: its names read as the sentences of the method."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oberoende import berakna, gruppera, svarsfrekvens, utvardera_regel
from oberoende.fragor import FRAGOR, KANDA_AR, klassa, normalisera, nycklar_i_ar
from oberoende.grupper import gruppvarde, hel_procent, procent_en_decimal
from oberoende.indikatorer import indikatorer, sammansatta
from oberoende.regler import ROLLER, mojliga_utfall
from oberoende.slump import fullstandiga_rader, slumpade_rader
from oberoende.svar import las_enhet_kod, las_landning, las_tid
from oberoende.utfall import Del, utvardera_sammansatt

pytestmark = pytest.mark.slow

ENHET = "0114"
RAMAR = {matar: [ENHET, "0115"] for matar in KANDA_AR}
PARTIELLT = (None, "partiellt_bortfall")
OFULLSTANDIGT = (None, "ofullstandigt_svar")
OGILTIGT_SVAR = (None, "ogiltigt_svar")
OMRADE = (None, "omradesbortfall")
ENHETSBORTFALL = (None, "enhetsbortfall")


def utfall(utfall_id):
    return utfall_id, None


def indikator(indikator_id, matar=2017):
    return next(i for i in indikatorer(matar) if i.indikator_id == indikator_id)


def dom(indikator_id, matar=2017, **svar):
    """Judge one indicator on its own scales; roles left out are missing."""
    vald = indikator(indikator_id, matar)
    assert set(svar) <= set(ROLLER[vald.regel_id])
    return utvardera_regel(vald.regel_id, svar, vald.skalor)


def rad(fraga, svar, omrade="", delfraga="", **annat):
    return {
        "matar": "2017", "enhet_kod": ENHET, "fraga_kod": fraga, "omrade_kod": omrade,
        "delfraga_kod": delfraga, "svar": svar, "fritext": None, "inlamnad": None,
        "leverans_nr": 1, "rad_nr": 1, **annat,
    }  # fmt: skip


def numrera(rader):
    return [{**r, "rad_nr": nr} for nr, r in enumerate(rader, start=1)]


def enhet(*rader, matar=2017, enhet_kod=ENHET):
    """Return the outcomes of one unit by indicator."""
    celler = berakna(numrera(rader), RAMAR)
    return {cell[2]: varde for cell, varde in celler.items() if cell[:2] == (matar, enhet_kod)}


OPPEN = rad("OMR", "Ja", "vinr")
FINNS_INTE = "Ej aktuellt, området finns inte i vår socialtjänst/kommun"


# --- the questionnaire ---


def test_there_are_55_indicators_in_2017():
    assert len(indikatorer(2017)) == 55


@pytest.mark.parametrize(
    ("matar", "antal"),
    [(2016, 55), (2018, 55), (2019, 59), (2021, 59), (2022, 42), (2024, 42)],
)
def test_the_number_of_indicators_follows_the_years_asked(matar, antal):
    assert len(indikatorer(matar)) == antal
    assert len(sammansatta(matar)) == 6


@pytest.mark.parametrize("matar", KANDA_AR)
def test_every_indicator_builds_on_questions_of_its_year_and_every_question_has_a_use(matar):
    behovda = {nyckel for i in indikatorer(matar) for _, nyckel in i.roller}
    fragade = set(nycklar_i_ar(matar))
    assert behovda <= fragade
    oanvanda = {fraga for fraga, _, _ in fragade - behovda}
    assert oanvanda <= {"OMR", "G1a", "G1b", "G1c", "G8a", "G6a"}  # of G6a: c and d


def test_every_role_of_a_rule_has_a_question():
    for matar in KANDA_AR:
        for i in indikatorer(matar):
            assert tuple(roll for roll, _ in i.roller) == ROLLER[i.regel_id]


def test_sip_had_no_follow_up_in_2016_and_has_one_in_2017():
    assert indikator("rutin_sip_missbruk", 2016).regel_id == "ja"
    assert indikator("rutin_sip_missbruk", 2017).regel_id == "ja_uppfoljning"
    assert dom("rutin_sip_missbruk", 2016, bas="omradet_finns_inte") == utfall("ej_aktuellt")
    assert klassa("G21", "", 2016, "Ja") == "ja"
    assert not any(fraga == "G21a" for fraga, _, _ in nycklar_i_ar(2016))


@pytest.mark.parametrize(
    ("fraga", "matar", "text", "klass"),
    [
        ("G3a", 2017, "då överenskommelsen upprättades nyligen, dvs. efter den 1 feb 2016", True),
        ("G3a", 2017, "då överenskommelsen upprättades nyligen, dvs. efter den 1 feb 2015", False),
        ("G3a", 2023, "då överenskommelsen upprättades nyligen, dvs. efter den 1 feb 2022", True),
        ("G3a", 2024, "då överenskommelsen upprättades nyligen, dvs. efter den 1 feb 2022", True),
        ("G3a", 2024, "då överenskommelsen upprättades nyligen, dvs. efter den 1 feb 2023", False),
        ("G3a", 2017, "då rutinen upprättades nyligen, dvs. efter den 1 feb 2016", False),
        ("V4a", 2017, "då rutinen upprättades nyligen, dvs. efter den 1 februari 2015", True),
        ("V4a", 2017, "då rutinen upprättades nyligen, dvs. efter den 1 feb 2016", False),
        ("G6b", 2020, "då planen upprättades nyligen, dvs. efter den 1 feb 2019", True),
    ],
)
def test_recently_means_the_first_day_of_the_versions_own_window(fraga, matar, text, klass):
    assert klassa(fraga, "", matar, f"Ej aktuellt, {text}") == ("nyligen" if klass else None)


@pytest.mark.parametrize(
    ("fraga", "delfraga", "klass"),
    [
        ("G3", "polis", "omradet_finns_inte"), ("G7", "", "omradet_finns_inte"),
        ("G9", "audit", "omradet_finns_inte"), ("G3a", "polis", "nyligen"),
        ("V4a", "", "nyligen"), ("V7", "", "for_fa"), ("V7a", "", "for_fa"),
        ("V4", "", None), ("V7b", "", None), ("X1a", "myndighet", None), ("V1", "annan", None),
    ],
)  # fmt: skip
def test_ej_aktuellt_is_three_different_answers_and_on_some_questions_none(fraga, delfraga, klass):
    assert klassa(fraga, delfraga, 2019, "Ej aktuellt") == klass


@pytest.mark.parametrize(
    "text",
    ["Ja", " ja ", "JA.", "\u00a0Ja\u00a0", "ja\n", "Ja ."],
)
def test_a_text_is_matched_whatever_its_case_white_space_and_full_stop(text):
    assert klassa("G1", "", 2017, text) == "ja"


def test_decomposed_letters_and_february_written_out_are_the_same_text():
    ihop = "Nej, behövs inte"
    assert normalisera(ihop) == normalisera("Nej,\u202fbeho\u0308vs  INTE.")
    assert normalisera("den 1 feb 2016") == normalisera("den 1 Februari 2016")
    assert normalisera("februari") == "februari"


def test_no_two_classes_of_a_question_share_a_text():
    for fraga in FRAGOR:
        for matar, delfraga in product(fraga.ar, fraga.delfragor):
            texter = fraga.svarstexter(delfraga, matar) or {}
            alla = [normalisera(text) for mening in texter.values() for text in mening]
            assert len(alla) == len(set(alla)), (fraga.kod, matar)


# --- the rules, complete answers ---


@pytest.mark.parametrize(
    ("indikator_id", "svar", "vantat"),
    [
        ("socialjour", {"bas": "ja"}, "ja"),
        ("socialjour", {"bas": "nej"}, "nej"),
        ("samverkan_polis", {"bas": "ja", "uppfoljning": "ja"}, "ja"),
        ("samverkan_polis", {"bas": "ja", "uppfoljning": "nyligen"}, "ja"),
        ("samverkan_polis", {"bas": "ja", "uppfoljning": "nej"}, "nej"),
        ("samverkan_polis", {"bas": "behovs_inte", "uppfoljning": "nej"}, "ja"),
        ("samverkan_polis", {"bas": "omradet_finns_inte", "uppfoljning": "ja"}, "ej_aktuellt"),
        ("samverkan_polis", {"bas": "nej", "uppfoljning": "ja"}, "nej"),
        ("freda_missbruk", {"bas": "ja"}, "ja"),
        ("freda_missbruk", {"bas": "annan_metod"}, "nej"),
        ("audit", {"bas": "omradet_finns_inte"}, "ej_aktuellt"),
        ("dudit", {"bas": "nej"}, "nej"),
        ("anvant_resultat", {"bas": "ja", "anvant": "ja"}, "ja"),
        ("anvant_resultat", {"bas": "ja", "anvant": "beslut_fattat"}, "delvis"),
        ("anvant_resultat", {"bas": "ja", "anvant": "nej"}, "nej"),
        ("anvant_resultat", {"bas": "for_fa", "anvant": "ja"}, "ej_aktuellt"),
        ("anvant_resultat", {"bas": "nej", "anvant": "beslut_fattat"}, "nej"),
        ("uppfoljning_kon", {"bas": "ja", "kon": "ja"}, "ja"),
        ("uppfoljning_kon", {"bas": "ja", "kon": "for_fa"}, "ej_aktuellt"),
        ("uppfoljning_kon", {"bas": "nej", "kon": "for_fa"}, "nej"),
        ("uppfoljning_kon", {"bas": "for_fa", "kon": "ja"}, "ej_aktuellt"),
        ("anvant_resultat_kon", {"bas": "ja", "kon": "ja", "anvant": "ja"}, "ja"),
        ("anvant_resultat_kon", {"bas": "ja", "kon": "ja", "anvant": "beslut_fattat"}, "delvis"),
        ("anvant_resultat_kon", {"bas": "ja", "kon": "nej", "anvant": "beslut_fattat"}, "nej"),
        ("anvant_resultat_kon", {"bas": "ja", "kon": "for_fa", "anvant": "ja"}, "ej_aktuellt"),
        ("anvant_resultat_kon", {"bas": "nej", "kon": "for_fa", "anvant": "ja"}, "nej"),
        ("anvant_resultat_kon", {"bas": "for_fa", "kon": "nej", "anvant": "nej"}, "ej_aktuellt"),
    ],
)
def test_complete_answers_give_the_outcome_of_the_rule_table(indikator_id, svar, vantat):
    assert dom(indikator_id, **svar) == utfall(vantat)


@pytest.mark.parametrize(
    ("bas", "a", "b", "uppfoljning", "vantat"),
    [
        ("ja", "ja", "ja", "ja", "ja"),
        ("ja", "ja", "ja", "nyligen", "ja"),
        ("ja", "ja", "ja", "nej", "nej"),
        ("ja", "ja", "nej", "ja", "nej"),
        ("ja", "nej", "ja", "ja", "nej"),
        ("nej", "ja", "ja", "ja", "nej"),
        ("omradet_finns_inte", "ja", "ja", "ja", "ej_aktuellt"),
    ],
)
def test_a_plan_counts_only_with_supervision_training_and_follow_up(bas, a, b, uppfoljning, vantat):
    svar = {"bas": bas, "innehall_a": a, "innehall_b": b, "uppfoljning": uppfoljning}
    assert dom("samlad_plan_barn", **svar) == utfall(vantat)


def test_one_named_method_is_enough_and_another_needs_a_name():
    nej = dict.fromkeys(ROLLER["minst_en_metod"], "nej")
    assert dom("minst_en_metod", **nej) == utfall("nej")
    assert dom("minst_en_metod", **{**nej, "metod_annan": "ja"}) == utfall("ja")
    assert dom("minst_en_metod", **{**nej, "metod_annan": "ja_utan_namn"}) == utfall("nej")
    for roll in ROLLER["minst_en_metod"][:4]:
        assert dom("minst_en_metod", **{**nej, roll: "ja"}) == utfall("ja")


# --- decision 1: a missing answer matters only where it could change the outcome ---------------


def test_yes_with_only_c_ticked_is_no_whatever_the_follow_up_says():
    rader = [rad("G6", "Ja", "vinr_barn"), rad("G6a", "Ja", "vinr_barn", "c")]
    assert enhet(*rader)["samlad_plan_barn"] == utfall("nej")


def test_base_missing_is_partial_non_response():
    assert dom("socialjour") == PARTIELLT
    assert dom("samverkan_polis", uppfoljning="ja") == PARTIELLT


def test_base_yes_with_the_follow_up_missing_is_an_incomplete_answer():
    assert dom("samverkan_polis", bas="ja") == OFULLSTANDIGT
    assert dom("samlad_plan_barn", bas="ja", innehall_a="ja", innehall_b="ja") == OFULLSTANDIGT
    assert dom("anvant_resultat", bas="ja") == OFULLSTANDIGT


def test_the_school_routine_missing_with_its_follow_up_no_is_no_for_it_has_no_ej_aktuellt():
    assert dom("rutin_skolgang", uppfoljning="nej") == utfall("nej")


def test_the_routine_at_indication_missing_with_its_follow_up_no_is_missing():
    assert dom("rutin_indikation_missbruk", uppfoljning="nej") == PARTIELLT


def test_base_no_decides_without_a_follow_up():
    assert dom("samverkan_polis", bas="nej") == utfall("nej")
    assert dom("samverkan_polis", bas="behovs_inte") == utfall("ja")
    assert dom("anvant_resultat_kon", bas="ja", kon="nej") == utfall("nej")
    assert dom("anvant_resultat_kon", bas="ja", kon="for_fa") == utfall("ej_aktuellt")


def test_possible_answers_are_tried_over_all_missing_questions_at_once():
    assert dom("anvant_resultat_kon", kon="for_fa") == PARTIELLT  # nej or ej_aktuellt
    assert dom("samlad_plan_barn", innehall_a="nej", uppfoljning="nej") == PARTIELLT
    assert dom("uppfoljning_kon", kon="ja") == PARTIELLT


# --- decision 2: a follow-up without its base, or after No ---


def test_a_follow_up_after_base_no_is_accepted_and_the_answer_is_no():
    rader = [rad("G7", "Nej", "missbruk"), rad("G7a", "Ja", "missbruk")]
    assert enhet(*rader)["rutin_indikation_missbruk"] == utfall("nej")
    assert las_landning(numrera(rader), RAMAR).avvisade == []


# --- decision 3: another method ---


@pytest.mark.parametrize("fritext", [None, "", " ", "-", "Ingen", "Vet ej.", "FINNS  EJ", "nej"])
def test_another_method_without_a_name_does_not_count(fritext):
    svar = rad("V1", "Ja", delfraga="annan", fritext=fritext)
    assert enhet(svar)["minst_en_metod"] == utfall("nej")


def test_another_method_with_a_name_counts():
    svar = rad("V1", "Ja", delfraga="annan", fritext="SAVRY")
    assert enhet(svar)["minst_en_metod"] == utfall("ja")


# --- decision 4: answers outside the scale, and the order of reasons ---


def test_an_answer_outside_the_scale_never_becomes_no():
    assert enhet(OPPEN, rad("G1", "Kanske"))["socialjour"] == OGILTIGT_SVAR
    assert enhet(OPPEN, rad("V4", "Ej aktuellt"))["rutin_skolgang"] == OGILTIGT_SVAR


def test_a_refused_answer_that_is_not_needed_changes_nothing():
    assert dom("samverkan_polis", bas="nej", uppfoljning="ogiltigt") == utfall("nej")
    assert dom("samlad_plan_barn", innehall_a="nej", uppfoljning="ogiltigt") == PARTIELLT


def test_a_refused_answer_that_is_needed_is_the_reason_even_with_the_base_missing():
    assert dom("samverkan_polis", uppfoljning="ogiltigt") == OGILTIGT_SVAR
    assert dom("samverkan_polis", bas="ja", uppfoljning="ogiltigt") == OGILTIGT_SVAR
    assert dom("samverkan_polis", bas="ogiltigt", uppfoljning="ja") == OGILTIGT_SVAR


def test_cannot_answer_is_known_everywhere_and_means_missing():
    for fraga in FRAGOR:
        for delfraga in fraga.delfragor:
            klass = klassa(fraga.kod, delfraga, fraga.ar[0], "Kan inte svara.")
            assert klass == "kan_inte_svara"
    assert enhet(OPPEN, rad("G1", "Kan inte svara"))["socialjour"] == PARTIELLT
    assert set(enhet(rad("G1", "Kan inte svara")).values()) == {ENHETSBORTFALL}


def test_cannot_answer_is_accepted_and_so_a_refused_answer_does_not_count():
    rader = [rad("G1", "Kan inte svara"), rad("G1", "Kanske", leverans_nr=2)]
    assert enhet(OPPEN, *rader)["socialjour"] == PARTIELLT


# --- decision 5: tick boxes ---


def test_an_option_left_out_is_not_ticked_when_another_was_answered():
    assert enhet(rad("V1", "Nej", delfraga="patriark"))["minst_en_metod"] == utfall("nej")
    assert enhet(rad("V1", "Ja", delfraga="sara_sv"))["minst_en_metod"] == utfall("ja")


def test_with_no_option_answered_the_question_is_missing():
    assert enhet(OPPEN)["minst_en_metod"] == PARTIELLT
    rader = [rad("G6", "Ja", "vinr_barn"), rad("G6b", "Ja", "vinr_barn")]
    assert enhet(*rader)["samlad_plan_barn"] == OFULLSTANDIGT


def test_the_options_of_one_area_say_nothing_of_another():
    rader = [
        rad("G6", "Ja", "vinr_vuxna"),
        rad("G6b", "Ja", "vinr_vuxna"),
        rad("G6a", "Nej", "vinr_barn", "a"),
    ]
    assert enhet(*rader)["samlad_plan_vuxna"] == OFULLSTANDIGT


def test_an_option_that_cannot_be_answered_stays_missing_and_a_refused_one_refused():
    nej = rad("V1", "Nej", delfraga="patriark")
    kan_inte = rad("V1", "Kan inte svara", delfraga="sara_sv")
    okand = rad("V1", "Kanske", delfraga="sara_sv")
    assert enhet(nej, kan_inte)["minst_en_metod"] == OFULLSTANDIGT
    forsta_kan_inte = kan_inte | {"delfraga_kod": "freda_beskrivning"}
    assert enhet(nej, forsta_kan_inte)["minst_en_metod"] == OFULLSTANDIGT
    assert enhet(nej, okand)["minst_en_metod"] == OGILTIGT_SVAR
    assert enhet(OPPEN, kan_inte)["minst_en_metod"] == PARTIELLT


# --- decision 6: every combination has exactly one outcome ---


def alla_kombinationer(saknade=(None, "ogiltigt")):
    sedda = set()
    for matar in KANDA_AR:
        for i in indikatorer(matar):
            skalor = tuple((roll, i.skalor[roll]) for roll in ROLLER[i.regel_id])
            if (i.regel_id, skalor) in sedda:
                continue
            sedda.add((i.regel_id, skalor))
            for klasser in product(*(sorted(skala) + list(saknade) for _, skala in skalor)):
                yield i, dict(zip((roll for roll, _ in skalor), klasser, strict=True))


def test_every_combination_gives_an_outcome_or_a_reason_and_never_both():
    for i, svar in alla_kombinationer():
        resultat, orsak = utvardera_regel(i.regel_id, svar, i.skalor)
        assert (resultat is None) != (orsak is None)
        if all(klass not in (None, "ogiltigt") for klass in svar.values()):
            assert orsak is None


def test_the_combinations_with_missing_answers_are_fewer_than_a_thousand():
    assert sum(1 for _ in alla_kombinationer(saknade=(None,))) < 1000


def test_a_refused_answer_decides_the_reason_but_never_the_outcome():
    for i, svar in alla_kombinationer():
        utan = {roll: None if klass == "ogiltigt" else klass for roll, klass in svar.items()}
        med = utvardera_regel(i.regel_id, svar, i.skalor)[0]
        assert med == utvardera_regel(i.regel_id, utan, i.skalor)[0]


ALLA = [(i.regel_id, i.skalor) for matar in KANDA_AR for i in indikatorer(matar)]


@settings(deadline=None)
@given(st.data())
def test_a_missing_answer_that_arrives_never_flips_a_decided_outcome(data):
    regel_id, skalor = data.draw(st.sampled_from(ALLA))
    svar = {
        roll: data.draw(st.sampled_from([*sorted(skala), None, "ogiltigt"]))
        for roll, skala in skalor.items()
    }
    fore = utvardera_regel(regel_id, svar, skalor)
    saknade = [roll for roll, klass in svar.items() if klass in (None, "ogiltigt")]
    if not saknade:
        return
    roll = data.draw(st.sampled_from(saknade))
    efter = {**svar, roll: data.draw(st.sampled_from(sorted(skalor[roll])))}
    assert mojliga_utfall(regel_id, efter, skalor) <= mojliga_utfall(regel_id, svar, skalor)
    if fore[0] is not None:
        assert utvardera_regel(regel_id, efter, skalor) == fore


# --- composites ---


def test_at_least_one_needs_one_yes_and_all_needs_every_one_that_applies():
    ja, nej, ej = (Del(frozenset({u}), None) for u in ("ja", "nej", "ej_aktuellt"))
    assert utvardera_sammansatt("minst_en", (ja, nej)) == utfall("ja")
    assert utvardera_sammansatt("alla", (ja, nej)) == utfall("nej")
    assert utvardera_sammansatt("alla", (ja, ej)) == utfall("ja")
    assert utvardera_sammansatt("minst_en", (nej, ej)) == utfall("nej")
    for krav in ("minst_en", "alla"):
        assert utvardera_sammansatt(krav, (ej, ej)) == utfall("ej_aktuellt")


def test_a_missing_component_matters_only_where_it_could_change_the_composite():
    rader = [rad("V3", "Ja", delfraga="kvinnor")]
    assert enhet(*rader)["skyddat_boende_minst_en"] == utfall("ja")
    assert enhet(*rader)["skyddat_boende_alla"] == PARTIELLT
    rader = [rad("V3", "Nej", delfraga="kvinnor")]
    assert enhet(*rader)["skyddat_boende_alla"] == utfall("nej")
    assert enhet(*rader)["skyddat_boende_minst_en"] == PARTIELLT


def test_a_component_that_can_no_longer_be_yes_is_completed_deeply():
    """A routine with its follow-up No can be no or not applicable, but never yes."""
    rader = [rad("G7", "Nej", "missbruk")]
    rader += [
        rad("G7a", "Nej", omrade)
        for omrade in ("ekonomiskt_bistand", "socialpsykiatri", "barn_unga", "lss_barn")
    ]
    rader += [rad("G7a", "Nej", omrade) for omrade in ("lss_vuxna", "aldreomsorg", "vinr_vuxna")]
    svar = enhet(*rader)
    assert svar["rutin_indikation_lss_barn"] == PARTIELLT
    assert svar["rutin_indikation_minst_en"] == utfall("nej")
    assert svar["rutin_indikation_alla"] == utfall("nej")


def test_a_composite_takes_the_strongest_reason_of_its_deciding_components():
    rader = [rad("G3", "Nej", "vinr", aktor) for aktor in ("primarvard", "kvinnojour")]
    rader += [rad("G3", "Ja", "vinr", "polis"), rad("G3", "Kanske", "vinr", "akutmottagning")]
    assert enhet(*rader)["samverkan_minst_en"] == OGILTIGT_SVAR
    assert enhet(*rader)["samverkan_alla"] == utfall("nej")
    assert enhet(*rader[:3])["samverkan_minst_en"] == PARTIELLT


@settings(deadline=None)
@given(
    st.sampled_from(["minst_en", "alla"]),
    st.lists(
        st.frozensets(st.sampled_from(["ja", "nej", "ej_aktuellt"]), min_size=1),
        min_size=1,
        max_size=5,
    ),
)
def test_the_composite_agrees_with_trying_every_combination(krav, mojliga):
    delar = tuple(Del(m, None if len(m) == 1 else "partiellt_bortfall") for m in mojliga)
    utfall_ = set()
    for kombination in product(*mojliga):
        tillampliga = [u for u in kombination if u != "ej_aktuellt"]
        uppfyllt = any if krav == "minst_en" else all
        if not tillampliga:
            utfall_.add("ej_aktuellt")
        else:
            utfall_.add("ja" if uppfyllt(u == "ja" for u in tillampliga) else "nej")
    vantat = utfall(min(utfall_)) if len(utfall_) == 1 else PARTIELLT
    assert utvardera_sammansatt(krav, delar) == vantat


# --- missing units and areas ---


def test_a_unit_that_answered_nothing_is_missing_in_every_cell():
    svar = enhet(OPPEN, enhet_kod="0115")
    assert len(svar) == 61
    assert set(svar.values()) == {ENHETSBORTFALL}


def test_a_unit_all_of_whose_rows_were_refused_has_answered_nothing():
    assert set(enhet(rad("G1", "Kanske"), rad("G7", "Oklart", "missbruk")).values()) == {
        ENHETSBORTFALL
    }


def test_an_opening_question_alone_is_an_answer_of_the_unit():
    svar = enhet(rad("OMR", "Nej", "vinr"))
    assert svar["socialjour"] == PARTIELLT
    assert svar["rutin_skolgang"] == OMRADE
    assert svar["samverkan_minst_en"] == PARTIELLT
    assert svar["skyddat_boende_alla"] == OMRADE


def test_an_area_left_open_with_nothing_answered_in_it_is_missing():
    svar = enhet(rad("G1", "Ja"))
    assert svar["minst_en_metod"] == OMRADE
    assert svar["audit"] == PARTIELLT  # a G question never depends on the opening question


def test_an_area_opened_with_nothing_answered_is_missing_question_by_question():
    assert enhet(OPPEN)["rutin_skolgang"] == PARTIELLT


def test_answers_count_although_the_opening_question_says_no():
    svar = enhet(rad("OMR", "Nej", "vinr"), rad("V4", "Nej"))
    assert svar["rutin_skolgang"] == utfall("nej")
    assert svar["minst_en_metod"] == PARTIELLT


# --- which answer is the current one ---


@pytest.mark.parametrize(
    ("forsta", "andra", "vantat"),
    [
        ({"inlamnad": "2017-02-04"}, {"inlamnad": "2017-02-03", "leverans_nr": 2}, "ja"),
        ({"inlamnad": "2017-02-03"}, {"inlamnad": "2017-02-03", "leverans_nr": 2}, "nej"),
        ({"inlamnad": "2017-02-03"}, {"inlamnad": "2017-02-03T00:00:00", "leverans_nr": 2}, "nej"),
        ({"inlamnad": "2017-02-03"}, {"inlamnad": None, "leverans_nr": 2}, "ja"),
        ({}, {"leverans_nr": 2}, "nej"),
        ({"inlamnad": "2017-02-03T12:00:00Z"}, {"inlamnad": "2017-02-03T13:00:00+02:00"}, "ja"),
    ],
)
def test_the_latest_answer_wins_then_the_latest_delivery(forsta, andra, vantat):
    svar = enhet(rad("G1", "Ja", **forsta), rad("G1", "Nej", **andra))
    assert svar["socialjour"] == utfall(vantat)


def test_an_empty_answer_never_replaces_a_real_one():
    rader = [rad("G1", "Ja"), rad("G1", "  ", leverans_nr=2), rad("G1", None, leverans_nr=3)]
    assert enhet(*rader)["socialjour"] == utfall("ja")


def test_a_refused_answer_never_replaces_an_accepted_one():
    rader = [rad("G1", "Ja"), rad("G1", "Kanske", leverans_nr=2, inlamnad="2017-03-01")]
    assert enhet(*rader)["socialjour"] == utfall("ja")


def test_different_answers_at_one_time_in_one_delivery_are_all_refused():
    rader = [rad("G1", "Ja", inlamnad="2017-02-03"), rad("G1", "Nej", inlamnad="2017-02-03")]
    assert enhet(OPPEN, *rader)["socialjour"] == OGILTIGT_SVAR
    assert enhet(OPPEN, *rader, rad("G1", "Nej"))["socialjour"] == utfall("nej")
    orsaker = [orsak for _, _, orsak in las_landning(numrera(rader), RAMAR).avvisade]
    assert orsaker == ["motsagelse", "motsagelse"]


def test_two_writings_of_one_answer_are_no_contradiction():
    rader = [rad("V2", "Ja", delfraga="man"), rad("V2", "ja, erbjuds med BISTÅNDSBESLUT.")]
    rader[1]["delfraga_kod"] = "man"
    assert enhet(*rader)["stodsamtal_man"] == utfall("ja")


def test_of_equal_answers_the_one_with_a_name_wins():
    rader = [
        rad("V1", "Ja", delfraga="annan", fritext="SAVRY"),
        rad("V1", "Ja", delfraga="annan", fritext=None),
    ]
    assert enhet(*rader)["minst_en_metod"] == utfall("ja")


def test_a_row_whose_time_cannot_be_read_is_no_answer_at_all():
    assert enhet(OPPEN, rad("G1", "Kanske", inlamnad="i går"))["socialjour"] == PARTIELLT


@pytest.mark.parametrize(
    "annat",
    [
        {"matar": "2031"}, {"matar": None}, {"enhet_kod": "9999"}, {"fraga_kod": "G99"},
        {"fraga_kod": "X1"}, {"omrade_kod": "missbruk"}, {"delfraga_kod": "polis"},
    ],
)  # fmt: skip
def test_a_row_for_a_key_that_was_not_asked_is_refused_and_is_no_answer(annat):
    assert enhet(OPPEN, rad("G1", "Ja") | annat)["socialjour"] == PARTIELLT


def test_codes_are_folded_and_lost_zeros_restored():
    svar = rad(" g3 ", "Nej", "VINR", "Polis\u00a0", enhet_kod="114.0")
    assert enhet(svar)["samverkan_polis"] == utfall("nej")
    assert las_enhet_kod("114") == "0114"
    assert las_enhet_kod("180-01") == "0180-01"
    assert las_enhet_kod(" 1480-10 ") == "1480-10"


def test_a_time_is_an_iso_date_or_timestamp():
    assert las_tid("2017-02-03") == las_tid("2017-02-03T00:00:00Z") == las_tid("2017-02-03 00:00")
    assert las_tid("2017-02-03T02:00+02:00") == las_tid("2017-02-03")
    assert las_tid("") is None
    for trasig in ("20170203", "2017-13-01", "3 feb 2017", "2017-02-30", "2017-02-03T25:00"):
        with pytest.raises(ValueError):
            las_tid(trasig)


def test_only_years_that_the_landing_holds_have_cells():
    celler = berakna([rad("G1", "Ja"), rad("G1", "Ja", matar="2019", enhet_kod="9999")], RAMAR)
    assert {matar for matar, _, _ in celler} == {2017}
    assert {kod for _, kod, _ in celler} == {ENHET, "0115"}


def test_plain_yes_everywhere_is_yes_everywhere_and_no_everywhere_is_no():
    for matar in KANDA_AR:
        ja = enhet(*fullstandiga_rader(matar, ENHET, "Ja"), matar=matar)
        nej = enhet(*fullstandiga_rader(matar, ENHET, "Nej"), matar=matar)
        assert set(ja.values()) == {utfall("ja")}
        assert set(nej.values()) == {utfall("nej")}


# --- groups ---


def test_shares_are_rounded_half_up_from_the_integers():
    assert hel_procent(29, 200) == 15
    assert hel_procent(1, 200) == 1
    assert hel_procent(49, 200) == 25
    assert procent_en_decimal(1, 3) == Decimal("33.3")
    assert procent_en_decimal(1, 2000) == Decimal("0.1")
    assert procent_en_decimal(0, 0) is None


def test_one_of_five_missing_is_shown_and_two_of_five_hidden():
    visad = gruppvarde({"ja": 2, "nej": 2, None: 1})
    assert (visad["redovisas"], visad["andel_procent"], visad["orsak_kod"]) == (True, 50, None)
    assert (visad["lagsta_procent"], visad["hogsta_procent"]) == (Decimal("40.0"), Decimal("60.0"))
    dold = gruppvarde({"ja": 2, "nej": 1, None: 2})
    assert (dold["redovisas"], dold["andel_procent"]) == (False, None)
    assert dold["orsak_kod"] == "for_stort_bortfall"


def test_the_two_readings_differ_where_ej_aktuellt_makes_the_difference():
    varde = gruppvarde({"ja": 3, "ej_aktuellt": 1, None: 1})
    assert (varde["redovisas"], varde["redovisas_lasning_b"]) == (False, True)


def test_delvis_is_in_the_denominator_and_not_in_the_numerator():
    varde = gruppvarde({"ja": 1, "delvis": 1, "nej": 2})
    assert (varde["namnare_antal"], varde["andel_procent"]) == (4, 25)


def test_an_empty_denominator_has_its_own_reason_only_when_nothing_is_missing():
    inga = gruppvarde({"ej_aktuellt": 3})
    assert (inga["orsak_kod"], inga["redovisas_lasning_b"]) == ("inga_tillampliga_svar", False)
    assert inga["lagsta_procent"] is inga["hogsta_procent"] is None
    bortfall = gruppvarde({None: 3})
    assert bortfall["orsak_kod"] == "for_stort_bortfall"
    assert (bortfall["lagsta_procent"], bortfall["hogsta_procent"]) == (Decimal(0), Decimal(100))


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["ja", "delvis", "nej", "ej_aktuellt", None]),
        st.integers(0, 400),
        min_size=1,
    ).filter(lambda antal: sum(antal.values()) > 0)
)
def test_the_counts_of_a_group_add_up_and_its_share_lies_between_its_bounds(antal):
    v = gruppvarde(antal)
    assert v["enheter_antal"] == sum(antal.values())
    assert v["namnare_antal"] == v["ja_antal"] + v["delvis_antal"] + v["nej_antal"]
    assert v["enheter_antal"] == v["namnare_antal"] + v["ej_aktuellt_antal"] + v["bortfall_antal"]
    assert (v["andel_procent"] is None) == (v["orsak_kod"] is not None) == (not v["redovisas"])
    assert v["redovisas"] <= v["redovisas_lasning_b"]
    if v["namnare_antal"]:
        exakt = procent_en_decimal(v["ja_antal"], v["namnare_antal"])
        assert v["lagsta_procent"] <= exakt <= v["hogsta_procent"]


def test_the_response_rate_follows_the_opening_questions():
    rader = numrera(
        [
            rad("OMR", "Ja", "missbruk"), rad("OMR", "Ja", "lss_vuxna"), rad("V4", "Nej"),
            rad("G7", "Ja", "aldreomsorg"), rad("OMR", "Nej", "vinr", enhet_kod="0115"),
            rad("V4", "Ja", enhet_kod="0115"),
        ]
    )  # fmt: skip
    medlemmar = [(2017, kod, "riket", "00") for kod in (ENHET, "0115", "9999")]
    svar = svarsfrekvens(rader, RAMAR, medlemmar)
    antal = {cell[3]: varde["svarande_antal"] for cell, varde in svar.items()}
    assert antal == {
        "ekonomiskt_bistand": 0, "missbruk": 1, "socialpsykiatri": 0, "barn_unga": 0,
        "lss_barn": 0, "lss_vuxna": 1, "aldreomsorg": 0, "vinr": 1, "lss": 1,
        "gemensam": 2, "alla": 2,
    }  # fmt: skip
    assert svar[2017, "riket", "00", "missbruk"] == {
        "enheter_antal": 2,
        "svarande_antal": 1,
        "svarsfrekvens_procent": 50,
    }


# --- random landings ---

STORRE_RAM = {
    matar: [f"{kod:04d}" for kod in range(114, 150)] + [f"0180-{nr:02d}" for nr in range(1, 6)]
    for matar in KANDA_AR
}


def test_the_same_seed_gives_the_same_rows():
    ett, annat = (slumpade_rader(Random(7), STORRE_RAM, 2017) for _ in range(2))
    assert ett == annat
    assert ett != slumpade_rader(Random(8), STORRE_RAM, 2017)
    platser = Counter((r["leverans_nr"], r["rad_nr"]) for r in ett)
    assert max(platser.values()) == 1


def test_random_landings_reach_every_outcome_and_every_reason():
    rader = slumpade_rader(Random(1), STORRE_RAM, [2016, 2017, 2020, 2024])
    celler = berakna(rader, STORRE_RAM)
    assert {resultat for resultat, _ in celler.values()} == {
        "ja", "delvis", "nej", "ej_aktuellt", None,
    }  # fmt: skip
    assert {orsak for _, orsak in celler.values()} == {
        None, "enhetsbortfall", "omradesbortfall", "ogiltigt_svar", "partiellt_bortfall",
        "ofullstandigt_svar",
    }  # fmt: skip


@settings(deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(KANDA_AR))
def test_every_cell_of_a_random_landing_has_an_outcome_or_a_reason(fro, matar):
    ramar = {matar: STORRE_RAM[matar][:3]}
    rader = slumpade_rader(Random(fro), ramar, matar)
    celler = berakna(rader, ramar)
    held = bool(las_landning(rader, ramar).ar)
    indikatorer_antal = len(indikatorer(matar)) + len(sammansatta(matar))
    assert len(celler) == (3 * indikatorer_antal if held else 0)
    assert all((resultat is None) != (orsak is None) for resultat, orsak in celler.values())
    medlemmar = [(matar, kod, "riket", "00") for kod in ramar[matar]]
    for varde in gruppera(celler, medlemmar).values():
        assert varde["enheter_antal"] == 3


@settings(deadline=None)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_the_order_in_which_rows_are_read_changes_nothing(fro, blandare):
    ramar = {2017: STORRE_RAM[2017][:3]}
    rader = slumpade_rader(Random(fro), ramar, 2017)
    blandade = list(rader)
    blandare.shuffle(blandade)
    assert berakna(blandade, ramar) == berakna(rader, ramar)
