"""What stands between a unit and Ja: the search, proved by trying every change of answers.

The changes are judged by the independent evaluator, which shares nothing with the warehouse.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from random import Random

import duckdb
import pytest

from checks.suggestions import (
    INTE_JA,
    OMSTANDIGHETER,
    Svar,
    alla_andringar,
    alla_svar,
    dom,
    minsta,
)
from checks.tree import rows
from checks.truth_table import ORDER
from oberoende.fragor import KANDA_AR, fonster_manader
from oberoende.indikatorer import Indikator, indikatorer, sammansatta
from oberoende.regler import ROLLER, mojliga_utfall, utvardera_regel
from oberoende.utfall import Del, utvardera_sammansatt
from oppna_jamforelser.project import read_seed
from oppna_jamforelser.sqlmotor import build_models
from tid_hjalp import KEY, given_tables

pytestmark = pytest.mark.slow

ENHETER = 60  # random units for each composite and year
KLASS_NR = {row["svarsklass"]: int(row["klass_nr"]) for row in read_seed("metadata/svarsklass")}


def svar_kod(svar: Svar) -> int:
    """Return the code of a combination: two digits for the class in each place."""
    roller = sorted(svar, key=ORDER.index)
    return sum(KLASS_NR.get(svar[roll], 0) * 100**plats for plats, roll in enumerate(roller))


def las_andring(text: str) -> frozenset[tuple[str, str, str]]:
    return frozenset(
        re.fullmatch(r"([\w.]+): (\w+) -> (\w+)", del_text).groups()
        for del_text in text.split("; ")
    )


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    """Search every combination of answers: this needs seeds only, and no answers."""
    connection = duckdb.connect()
    build_models(connection, ["int_vag__steg", "int_indikator__per_ar"])
    return connection


@pytest.fixture(scope="module")
def variant(connection) -> dict[tuple[int, str], str]:
    """Name the rule and scales of every indicator and year."""
    rows = connection.execute(
        "select matar, indikator_id, regel_variant from int_indikator__per_ar"
    ).fetchall()
    return {(matar, indikator_id): namn for matar, indikator_id, namn in rows}


@pytest.fixture(scope="module")
def en_av_varje(variant) -> dict[str, Indikator]:
    """Pick one indicator for every rule and scales, after seeing that all of them are alike."""
    vald: dict[str, Indikator] = {}
    for matar in KANDA_AR:
        for indikator in indikatorer(matar):
            annan = vald.setdefault(variant[matar, indikator.indikator_id], indikator)
            assert (indikator.regel_id, indikator.skalor) == (annan.regel_id, annan.skalor)
    return vald


def applicera(svar: Svar, andringar: frozenset[tuple[str, str, str]]) -> dict[str, str | None]:
    efter = dict(svar)
    for roll, fran, till in andringar:
        assert (efter[roll] or "saknas") == fran
        efter[roll] = till
    return efter


@pytest.fixture(scope="module")
def forslag(connection) -> dict[tuple[str, str, str], list[tuple[int, int, frozenset]]]:
    """Return the suggestions in order: steps, whether by action, the changes."""
    resultat: dict[tuple[str, str, str], list[tuple[int, int, frozenset]]] = {}
    rows = connection.execute(
        """
        select regel_variant, svar_kod, mal, forslag_nr, steg_antal, ar_atgard, andring_kod
        from int_vag__steg order by all
        """
    ).fetchall()
    for variant, kombination, mal, nr, steg, ar_atgard, andring in rows:
        lista = resultat.setdefault((variant, kombination, mal), [])
        lista.append((steg, ar_atgard, las_andring(andring)))
        assert nr == len(lista)
    return resultat


# --- rules with questions ---


def test_every_suggestion_gives_ja_and_none_is_missing(en_av_varje, forslag):
    provade = {"nej": 0, "delvis": 0, None: 0}
    for variant, indikator in en_av_varje.items():
        for svar in alla_svar(indikator):
            utfall = dom(indikator, svar)
            givna = forslag.get((variant, svar_kod(svar), "ja"), [])
            if utfall == "ja":
                assert not givna
                continue
            vagar = [a for a in alla_andringar(indikator, svar) if a.mojliga == {"ja"}]
            vantade = {
                (andring.steg, int(andring.ar_atgard), andring.andringar)
                for andring in minsta(vagar) + minsta([a for a in vagar if a.ar_atgard])
            }
            assert set(givna) == vantade, (variant, svar)
            assert len(givna) == len(vantade) >= 1
            for steg, _, andringar in givna:
                assert steg == len(andringar) >= 1
                assert dom(indikator, applicera(svar, andringar)) == "ja"
            if utfall in provade:
                provade[utfall] += 1
    assert provade["nej"] > 150
    assert provade["delvis"] > 1


def test_no_change_of_fewer_answers_gives_ja(en_av_varje, forslag):
    """The same, told by the smallest number alone and without regard to circumstances."""
    for variant, indikator in en_av_varje.items():
        for svar in alla_svar(indikator):
            if dom(indikator, svar) not in INTE_JA:
                continue
            givna = forslag[variant, svar_kod(svar), "ja"]
            farre = [
                andring
                for andring in alla_andringar(indikator, svar)
                if andring.steg < min(steg for steg, _, _ in givna)
            ]
            assert all("ja" not in andring.mojliga or len(andring.mojliga) > 1 for andring in farre)


def test_action_comes_before_circumstance(forslag):
    for (_, _, mal), givna in forslag.items():
        if mal == "ja":
            assert [ar_atgard for _, ar_atgard, _ in givna] == sorted(
                (ar_atgard for _, ar_atgard, _ in givna), reverse=True
            )


def test_out_of_the_way_takes_the_fewest_answers(en_av_varje, forslag):
    for variant, indikator in en_av_varje.items():
        for svar in alla_svar(indikator):
            givna = forslag.get((variant, svar_kod(svar), "ej_nej"), [])
            if not INTE_JA & mojliga_utfall(indikator.regel_id, svar, indikator.skalor):
                assert not givna
                continue
            vagar = [a for a in alla_andringar(indikator, svar) if not INTE_JA & a.mojliga]
            assert {steg for steg, _, _ in givna} == {minsta(vagar)[0].steg}


@pytest.mark.parametrize(
    ("indikator_id", "svar", "vantade"),
    [
        # a follow-up is made rather than the routine replaced
        (
            "rutin_indikation_missbruk",
            {"bas": "ja", "uppfoljning": "nej"},
            ["uppfoljning: nej -> ja", "uppfoljning: nej -> nyligen"],
        ),
        # what is newly set up needs no follow-up yet
        (
            "rutin_indikation_missbruk",
            {"bas": "nej"},
            [
                "bas: nej -> ja; uppfoljning: saknas -> nyligen",
                "bas: nej -> ja; uppfoljning: saknas -> ja",
            ],
        ),
        # a circumstance is no action, though it takes fewer answers
        (
            "samverkan_polis",
            {"bas": "nej"},
            [
                "bas: nej -> ja; uppfoljning: saknas -> nyligen",
                "bas: nej -> ja; uppfoljning: saknas -> ja",
                "bas: nej -> behovs_inte",
            ],
        ),
        # what has begun is completed first
        (
            "minst_en_metod",
            {
                "metod_freda_beskrivning": "nej",
                "metod_freda_farlighet": "nej",
                "metod_sara_sv": "nej",
                "metod_patriark": "nej",
                "metod_annan": "ja_utan_namn",
            },
            [
                "metod_annan: ja_utan_namn -> ja",
                "metod_freda_beskrivning: nej -> ja",
                "metod_freda_farlighet: nej -> ja",
                "metod_sara_sv: nej -> ja",
                "metod_patriark: nej -> ja",
            ],
        ),
    ],
)
def test_the_first_suggestion_is_the_one_to_offer(variant, forslag, indikator_id, svar, vantade):
    givna = forslag[variant[2017, indikator_id], svar_kod(svar), "ja"]
    assert [andringar for _, _, andringar in givna] == [las_andring(text) for text in vantade]


# --- composites ---

Enhet = tuple[int, str, str]  # matar, enhet_kod, indikator_id (composite)


def slumpade_svar(rng: Random, indikator: Indikator, tyngd: str) -> dict[str, str | None]:
    svar: dict[str, str | None] = {}
    for roll in ROLLER[indikator.regel_id]:
        klasser = [*sorted(indikator.skalor[roll]), None, "ogiltigt"]
        vanlig = tyngd if tyngd in klasser else "nej"
        svar[roll] = vanlig if rng.random() < 0.5 else rng.choice(klasser)
    return svar


@pytest.fixture(scope="module")
def enheter() -> dict[Enhet, dict[str, tuple[Indikator, dict[str, str | None]]]]:
    """Draw random answers to the components of every composite; keep what is not ja."""
    rng = Random(1)
    resultat = {}
    for matar in (2017, 2024):
        per_id = {indikator.indikator_id: indikator for indikator in indikatorer(matar)}
        for sammansatt in sammansatta(matar):
            kvar = ENHETER
            while kvar:
                tyngd = rng.choice(("nej", "ja", "omradet_finns_inte", "behovs_inte", "nyligen"))
                delar = {
                    led: (per_id[led], slumpade_svar(rng, per_id[led], tyngd))
                    for led in sammansatt.delar
                }
                if sammansatt_utfall(sammansatt.krav, delar) in INTE_JA:
                    resultat[matar, f"{kvar:04}", sammansatt.indikator_id] = delar
                    kvar -= 1
    return resultat


def sammansatt_utfall(krav: str, delar: Mapping[str, tuple[Indikator, Svar]]) -> str | None:
    return utvardera_sammansatt(
        krav,
        tuple(
            Del(
                mojliga_utfall(indikator.regel_id, svar, indikator.skalor),
                utvardera_regel(indikator.regel_id, svar, indikator.skalor)[1],
            )
            for indikator, svar in delar.values()
        ),
    )[0]


@pytest.fixture(scope="module")
def sammansatta_forslag(connection, variant, enheter):
    """Return the warehouse's suggestions for the random units."""
    lagen, sammansatta_lagen = [], []
    for (matar, enhet_kod, sammansatt_id), delar in enheter.items():
        enhet = f"{sammansatt_id}-{enhet_kod}"  # answers of its own for each composite
        regel_id = f"sammansatt_{krav(sammansatt_id)}"
        sammansatta_lagen.append([matar, enhet, sammansatt_id, regel_id, "nej"])
        for led, (indikator, svar) in delar.items():
            mojliga = mojliga_utfall(indikator.regel_id, svar, indikator.skalor)
            har_nej = bool(mojliga & INTE_JA)
            lage = [variant[matar, led], svar_kod(svar), dom(indikator, svar), har_nej]
            lagen.append([matar, enhet, led, *lage])
    given = given_tables(
        connection,
        {
            "int_vag__utgangslage": (
                f"{KEY}, regel_variant varchar, svar_kod bigint, utfall varchar, kan_nej integer",
                lagen,
            ),
            "int_utfall__sammansatt": (
                f"{KEY}, regel_id varchar, gren_id varchar",
                sammansatta_lagen,
            ),
        },
    )
    given |= {"int_vag__steg": "int_vag__steg"}
    build_models(connection, ["int_vag__sammansatt"], given)
    resultat: dict[Enhet, list[dict]] = {}
    for rad in rows(connection, "from int_vag__sammansatt order by all"):
        nyckel = (rad["matar"], rad["enhet_kod"].split("-")[1], rad["indikator_id"])
        resultat.setdefault(nyckel, []).append(rad)
    return resultat


def krav(indikator_id: str) -> str:
    return "alla" if indikator_id.endswith("_alla") else "minst_en"


@cache
def _billigast(
    indikator_id: str, matar: int, svarspar: tuple, bara_atgard: bool
) -> dict[frozenset[str], int]:
    """Return, for everything a component can be made into, the fewest answers that it takes."""
    indikator = next(i for i in indikatorer(matar) if i.indikator_id == indikator_id)
    billigast: dict[frozenset[str], int] = {}
    for andring in alla_andringar(indikator, dict(svarspar)):
        if andring.ar_atgard or not bara_atgard:
            fore = billigast.get(andring.mojliga, andring.steg)
            billigast[andring.mojliga] = min(fore, andring.steg)
    return billigast


def minsta_sammansatt(
    vilket: str, matar: int, delar: Mapping[str, tuple[Indikator, Svar]], bara_atgard: bool
) -> int | None:
    """Try everything that every component can be made into; return the fewest answers for ja.

    What the components could be is all that the composite sees, and more than two of a kind make
    no difference: that keeps the number of ways to try small.
    """
    lagen: dict[tuple[frozenset[str], ...], int] = {(): 0}
    for led, (_, svar) in delar.items():
        nya: dict[tuple[frozenset[str], ...], int] = {}
        for lage, kostnad in lagen.items():
            for mojliga, steg in _billigast(led, matar, tuple(svar.items()), bara_atgard).items():
                nytt = (*lage, mojliga) if lage.count(mojliga) < 2 else lage
                nytt = tuple(sorted(nytt, key=sorted))
                nya[nytt] = min(nya.get(nytt, kostnad + steg), kostnad + steg)
        lagen = nya
    ja = [
        kostnad
        for lage, kostnad in lagen.items()
        if utvardera_sammansatt(
            vilket, tuple(Del(mojliga, "partiellt_bortfall") for mojliga in lage)
        )[0]
        == "ja"
    ]
    return min(ja, default=None)


def test_a_composite_s_suggestions_give_ja(enheter, sammansatta_forslag):
    assert sammansatta_forslag.keys() == enheter.keys()
    for enhet, delar in enheter.items():
        for rad in sammansatta_forslag[enhet]:
            efter = {led: (indikator, dict(svar)) for led, (indikator, svar) in delar.items()}
            andringar = las_andring(rad["andring_kod"])
            assert rad["steg_antal"] == len(andringar) >= 1
            for plats, fran, till in andringar:
                led, roll = plats.split(".")
                assert (efter[led][1][roll] or "saknas") == fran
                efter[led][1][roll] = till
            assert sammansatt_utfall(krav(enhet[2]), efter) == "ja", rad
            har_omstandighet = any({fran, till} & OMSTANDIGHETER for _, fran, till in andringar)
            assert not (rad["ar_atgard"] and har_omstandighet)


def test_a_composite_s_steps_are_the_fewest(enheter, sammansatta_forslag):
    for enhet, delar in enheter.items():
        matar, _, sammansatt_id = enhet
        vilket = krav(sammansatt_id)
        givna = {
            ar_atgard: {
                rad["steg_antal"]
                for rad in sammansatta_forslag[enhet]
                if rad["ar_atgard"] == ar_atgard
            }
            for ar_atgard in (0, 1)
        }
        atgard = minsta_sammansatt(vilket, matar, delar, bara_atgard=True)
        vilken_som_helst = minsta_sammansatt(vilket, matar, delar, bara_atgard=False)
        assert givna[1] == ({atgard} if atgard else set()), (enhet, delar)
        farre = atgard is None or vilken_som_helst < atgard
        assert givna[0] == ({vilken_som_helst} if farre else set()), (enhet, delar)


def test_no_smaller_change_of_any_answers_gives_a_composite_ja(enheter, sammansatta_forslag):
    """The plain proof where it can be had: every change of fewer answers, one by one."""
    provade = 0
    for enhet, delar in enheter.items():
        steg = min(rad["steg_antal"] for rad in sammansatta_forslag[enhet])
        if steg > 3 or (len(delar) > 6 and steg > 2):
            continue
        platser = [
            (led, roll, klass)
            for led, (indikator, svar) in delar.items()
            for roll in ROLLER[indikator.regel_id]
            for klass in indikator.skalor[roll] - {svar[roll]}
        ]
        for antal in range(1, steg):
            for val in combinations(platser, antal):
                if len({plats[:2] for plats in val}) < antal:
                    continue
                efter = {led: (indikator, dict(svar)) for led, (indikator, svar) in delar.items()}
                for led, roll, klass in val:
                    efter[led][1][roll] = klass
                assert sammansatt_utfall(krav(enhet[2]), efter) != "ja", (enhet, val)
        provade += 1
    assert provade > 100


def test_minst_en_offers_every_component_that_is_nearest(enheter, sammansatta_forslag):
    for enhet, delar in enheter.items():
        if krav(enhet[2]) == "alla":
            assert [rad["ar_atgard"] for rad in sammansatta_forslag[enhet]] in ([1], [1, 0], [0])
            continue
        for ar_atgard in (0, 1):
            rader = [r for r in sammansatta_forslag[enhet] if r["ar_atgard"] == ar_atgard]
            if not rader:
                continue
            kostnad = {
                led: _billigast(led, enhet[0], tuple(svar.items()), ar_atgard == 1).get(
                    frozenset({"ja"})
                )
                for led, (_, svar) in delar.items()
            }
            fa = min(steg for steg in kostnad.values() if steg is not None)
            assert sorted(rad["andring_kod"].split(".")[0] for rad in rader) == sorted(
                led for led, steg in kostnad.items() if steg == fa
            )


# --- texts ---


@dataclass(frozen=True)
class Text:
    """What a unit with these answers reads."""

    matar: int
    indikator_id: str
    svar: Svar
    forslag_nr: int
    lage: str
    forslag: str


@pytest.fixture(scope="module")
def texter(variant) -> list[Text]:
    """Return the texts of every combination that is nej or delvis, for each indicator and year."""
    connection = duckdb.connect()
    build_models(connection, ["int_vag__steg", "int_indikator__per_ar"])
    connection.execute("""
        create table alla_lagen as
        select distinct
            per_ar.matar, per_ar.indikator_id, steg.regel_variant, steg.svar_kod,
            tabell.utfall
        from int_indikator__per_ar as per_ar
        inner join int_vag__steg as steg using (regel_variant)
        inner join int_regel__sanningstabell as tabell
            on steg.regel_variant = tabell.regel_variant
            and steg.svar_kod = tabell.svar_kod
        where tabell.utfall in ('nej', 'delvis')
    """)
    given = {"int_vag__utgangslage": "alla_lagen", "int_vag__steg": "int_vag__steg"}
    build_models(connection, ["int_vag__text"], given)
    rows = connection.execute(
        """
        select matar, indikator_id, svar_kod, forslag_nr, lage_text, forslag_text
        from int_vag__text where mal = 'ja' order by all
        """
    ).fetchall()
    return [
        Text(matar, indikator_id, _svar(matar, indikator_id, kod), nr, lage, forslag)
        for matar, indikator_id, kod, nr, lage, forslag in rows
    ]


def _svar(matar: int, indikator_id: str, kod: int) -> dict[str, str]:
    """Return the answers of a combination's code, by role."""
    klass = {nummer: svarsklass for svarsklass, nummer in KLASS_NR.items()}
    (indikator,) = (i for i in indikatorer(matar) if i.indikator_id == indikator_id)
    roller = sorted(ROLLER[indikator.regel_id], key=ORDER.index)
    nummer = {roll: kod // 100**plats % 100 for plats, roll in enumerate(roller)}
    return {roll: klass[nummer[roll]] for roll in roller if nummer[roll]}


def test_every_text_is_whole_sentences(texter):
    assert {text.indikator_id for text in texter} == {
        indikator.indikator_id for matar in KANDA_AR for indikator in indikatorer(matar)
    }
    for text in texter:
        for ord_ in (text.lage, text.forslag):
            assert re.fullmatch(r"[A-ZÅÄÖ].*[.”]\.?", ord_), text
            assert not re.search(r"[{}]|  | [.,:;]|\.\.|februari(?! 20\d\d[. ])", ord_), text


def test_a_date_is_that_of_the_question_s_own_window(texter):
    uppfoljning = {"samverkan": "G3a", "samlad": "G6b", "rutin": "G7a"}
    daterade = 0
    for text in texter:
        fraga = uppfoljning.get(text.indikator_id.split("_")[0])
        if fraga is None or text.svar.get("uppfoljning") != "nej" or text.svar.get("bas") == "nej":
            continue
        fraga = "V4a" if text.indikator_id == "rutin_skolgang" else fraga
        ar = text.matar - fonster_manader(fraga, text.matar) // 12
        assert f"uppföljd sedan 1 februari {ar}." in text.lage
        daterade += 1
    assert daterade > 500


@pytest.mark.parametrize(
    ("borjan", "sak", "andra"),
    [
        ("samverkan_", "överenskommelse", ("rutin", " plan")),
        ("samlad_plan_", "plan", ("rutin", "överenskommelse")),
        ("rutin_", "rutin", (" plan", "överenskommelse")),
    ],
)
def test_the_noun_is_that_of_the_indicator(texter, borjan, sak, andra):
    for text in texter:
        if text.indikator_id.startswith(borjan):
            hela = f"{text.lage} {text.forslag}".lower()
            assert sak in hela
            assert not any(annan in hela for annan in andra), text


@pytest.mark.parametrize(
    ("matar", "indikator_id", "svar", "lage", "forslag"),
    [
        (
            2024,
            "rutin_indikation_missbruk",
            {"bas": "ja", "uppfoljning": "nej"},
            "Rutin finns. Den är inte uppföljd sedan 1 februari 2023.",
            "Följ upp rutinen och dokumentera det.",
        ),
        (
            2024,
            "samverkan_polis",
            {"bas": "ja", "uppfoljning": "nej"},
            "Överenskommelse med polisen finns. Den är inte uppföljd sedan 1 februari 2022.",
            "Följ upp överenskommelsen och dokumentera det.",
        ),
        (
            2017,
            "samverkan_polis",
            {"bas": "nej"},
            "Överenskommelse med polisen finns inte.",
            "Teckna en skriftlig överenskommelse med polisen och besluta den på ledningsnivå. "
            "En nyligen upprättad överenskommelse räknas som uppföljd.",
        ),
        (
            2017,
            "samlad_plan_barn",
            {"bas": "ja", "innehall_a": "nej", "innehall_b": "ja", "uppfoljning": "nej"},
            "Samlad plan finns. Den innehåller inte kontinuerlig handledning. "
            "Den innehåller fortbildning. Den är inte uppföljd sedan 1 februari 2016.",
            "Ta in kontinuerlig handledning i planen. Följ upp planen och dokumentera det.",
        ),
        (
            2017,
            "rutin_skolgang",
            {"uppfoljning": "nej"},
            "Frågan om skriftlig rutin är inte besvarad. "
            "Rutinen är inte uppföljd sedan 1 februari 2015.",
            "Besvara frågan om skriftlig rutin. Svaret behöver vara ”Ja”. "
            "En nyligen upprättad rutin räknas som uppföljd.",
        ),
        (
            2017,
            "anvant_resultat_kon",
            {"bas": "ja", "kon": "ja", "anvant": "beslut_fattat"},
            "Resultat är sammanställda på gruppnivå. De är uppdelade på kön. "
            "Beslut är fattat om att använda dem för att utveckla verksamheten.",
            "Genomför beslutet: använd resultaten för att utveckla verksamheten.",
        ),
    ],
)
def test_a_manager_reads(texter, matar, indikator_id, svar, lage, forslag):
    (text,) = (
        t
        for t in texter
        if (t.matar, t.indikator_id, t.svar, t.forslag_nr) == (matar, indikator_id, svar, 1)
    )
    assert (text.lage, text.forslag) == (lage, forslag)


def test_every_question_asked_has_words_of_its_own():
    """A question without them still has a text, but a general one: add it to the seeds."""
    connection = duckdb.connect()
    build_models(
        connection,
        ["int_indikator__roll_per_ar", "vag_fraga", "vag_text", "svarsalternativ", "svarsklass"],
    )
    saknas = connection.execute(
        """
        select distinct roll.fraga_kod, roll.delfraga_kod, alternativ.svarsklass
        from int_indikator__roll_per_ar as roll
        inner join svarsalternativ as alternativ using (skala_kod)
        inner join svarsklass using (svarsklass)
        left join vag_fraga as fraga
            on roll.fraga_kod = fraga.fraga_kod
            and roll.delfraga_kod = coalesce(fraga.delfraga_kod, roll.delfraga_kod)
        left join vag_text as lage
            on fraga.text_kod = lage.text_kod
            and lage.text_typ = 'lage'
            and alternativ.svarsklass = lage.svarsklass
        where alternativ.svarsklass in ('ja', 'nej', 'nyligen', 'annan_metod', 'beslut_fattat')
            and lage.text_kod is null
        """
    ).fetchall()
    assert not saknas


def test_a_composite_names_its_components(enheter, sammansatta_forslag):
    for enhet, delar in enheter.items():
        utfall = [dom(indikator, svar) for indikator, svar in delar.values()]
        ja, ej_aktuellt, saknas = (utfall.count(u) for u in ("ja", "ej_aktuellt", None))
        for rad in sammansatta_forslag[enhet]:
            borjan = f"Delar som är Ja: {ja} av {len(utfall) - ej_aktuellt}. Inte Ja: "
            assert rad["lage_text"].startswith(borjan)
            assert ("Utan resultat: " in rad["lage_text"]) == (saknas > 0)
            namn = len({plats.split(".")[0] for plats, *_ in las_andring(rad["andring_kod"])})
            assert len(re.findall(r": (?=[A-ZÅÄÖ])", rad["forslag_text"])) == namn
