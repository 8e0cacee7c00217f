"""The example answers: the same every time, plausible, and in agreement with what is published."""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from oberoende import berakna, gruppera, svarsfrekvens
from oberoende.svar import Landning, las_enhet_kod, las_landning
from oppna_jamforelser.example import write_example
from oppna_jamforelser.example.enheter import Enhet, las_enheter, las_storlek
from oppna_jamforelser.example.enkat import las_matar
from oppna_jamforelser.landing import MARKNING, landing_files, write_landing_file
from oppna_jamforelser.project import DEFAULT_LANDING, project_root, read_seed

pytestmark = pytest.mark.slow

Rad = dict[str, Any]
POSITIVA = {"ja", "nyligen"}


class Utfall:
    """A set of example answers, with all that the independent evaluator makes of it."""

    def __init__(self, folder: Path, scale: int = 1) -> None:
        self.folder = folder
        self.enheter: dict[str, Enhet] = {e.enhet_kod: e for e in las_enheter(scale)}
        self.ramar = {
            matar: [kod for kod, enhet in self.enheter.items() if enhet.ar_giltig(datum)]
            for matar, datum in las_matar().items()
        }
        self.rader = las_rader(landing_files(folder))
        self.celler = berakna(self.rader, self.ramar)
        self.riket = [(m, kod, "riket", "00") for m, koder in self.ramar.items() for kod in koder]
        self.grupper = gruppera(self.celler, self.riket)

    def andel(self, matar: int, indikator_id: str) -> int:
        return self.grupper[matar, "riket", "00", indikator_id]["andel_procent"]


def las_rader(paths: list[Path]) -> list[Rad]:
    with duckdb.connect() as connection:
        cursor = connection.execute(
            "select * from read_parquet(?) order by leverans_nr, rad_nr", [[str(p) for p in paths]]
        )
        namn = [kolumn[0] for kolumn in cursor.description]
        return [dict(zip(namn, rad, strict=True)) for rad in cursor.fetchall()]


@pytest.fixture(scope="session")
def medskickade() -> Utfall:
    """The bundled set, as it lies in the project."""
    return Utfall(project_root() / DEFAULT_LANDING)


@pytest.fixture(scope="session")
def landning(medskickade: Utfall) -> Landning:
    """The bundled set's answers after the latest has won."""
    return las_landning(medskickade.rader, medskickade.ramar)


@pytest.fixture(scope="session")
def andra(tmp_path_factory: pytest.TempPathFactory) -> Utfall:
    """Another seed, twice the units."""
    folder = tmp_path_factory.mktemp("andra")
    write_example(folder, scale=2, seed=7)
    return Utfall(folder, scale=2)


# --- the files ---


def delivered_files(folder: Path) -> list[Path]:
    """Return the deliveries of all kinds; the plan beside them is made by oj protect."""
    return sorted(path for path in folder.glob("*.parquet") if path.name != "skydd.parquet")


def test_the_bundled_set_is_what_the_command_writes(tmp_path, medskickade):
    skrivna = sorted(write_example(tmp_path))
    bundna = delivered_files(medskickade.folder)
    assert [path.name for path in skrivna] == [path.name for path in bundna]
    for skriven, bunden in zip(skrivna, bundna, strict=True):
        assert skriven.read_bytes() == bunden.read_bytes(), skriven.name


def test_the_bundled_set_is_small(medskickade):
    assert sum(path.stat().st_size for path in landing_files(medskickade.folder)) < 3_000_000


def test_every_row_says_that_it_is_synthetic(medskickade):
    assert {rad["markning"] for rad in medskickade.rader} == {MARKNING}


def test_rows_are_numbered_from_the_line_after_the_header(medskickade):
    per_leverans = defaultdict(list)
    for rad in medskickade.rader:
        per_leverans[rad["leverans_nr"]].append(rad["rad_nr"])
    assert list(per_leverans) == list(range(1, len(per_leverans) + 1))
    assert all(nr == list(range(2, len(nr) + 2)) for nr in per_leverans.values())


def landningsfil(folder: Path, markning: str) -> Path:
    path = folder / "leverans_00001_00000000.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "create table svar as select 1 as leverans_nr, '' as leverans_id, '' as fil, "
            "2 as rad_nr, '2017' as matar, '0114' as enhet_kod, 'G1' as fraga_kod, "
            "null as omrade_kod, null as delfraga_kod, 'Ja' as svar, null as fritext, "
            "null as inlamnad, null as rad, null as lasfel_kod, ? as markning, "
            "null as blad, null as kolumn",
            [markning],
        )
        write_landing_file(connection, "svar", path)
    return path


def test_delivered_answers_are_never_replaced(tmp_path):
    path = landningsfil(tmp_path, markning="")
    with pytest.raises(FileExistsError, match="inlämnade svar"):
        write_example(tmp_path)
    assert landing_files(tmp_path) == [path]


def test_an_older_example_set_is_replaced(tmp_path, monkeypatch):
    path = landningsfil(tmp_path, markning=MARKNING)
    monkeypatch.setattr(
        "oppna_jamforelser.example.skriv.las_matar", lambda: {2024: las_matar()[2024]}
    )
    assert landing_files(tmp_path) == [path]
    assert sorted(write_example(tmp_path)) == delivered_files(tmp_path)
    assert not path.exists()


# --- the calibration ---


def publicerade() -> list[Any]:
    return [
        pytest.param(rad, id=f"{rad['matar']}-{rad['indikator_id']}")
        for rad in read_seed("facit/publicerad_andel")
        if rad["indikator_id"] and int(rad["matar"]) >= 2016
    ]


@pytest.mark.parametrize("rad", publicerade())
@pytest.mark.parametrize("vilka", ["medskickade", "andra"])
def test_every_national_share_is_as_published(rad, vilka, request):
    utfall: Utfall = request.getfixturevalue(vilka)
    andel = utfall.andel(int(rad["matar"]), rad["indikator_id"])
    if rad["andel_procent"]:
        assert andel == int(rad["andel_procent"])
    else:
        assert int(rad["lagsta_procent"]) <= andel <= int(rad["hogsta_procent"])


def test_shares_published_for_women_and_men_together_are_near(medskickade):
    for kon in ("kvinnor", "man"):
        assert medskickade.andel(2020, f"stodsamtal_{kon}") > 70
        assert medskickade.andel(2020, f"stodsamtal_utan_bistand_{kon}") == 60


def test_answering_units_are_those_of_table_2(medskickade):
    svar = svarsfrekvens(medskickade.rader, medskickade.ramar, medskickade.riket)
    tabell = [rad for rad in read_seed("facit/publicerad_svarsfrekvens") if rad["matar"] == "2017"]
    assert len(tabell) == 9
    for rad in tabell:
        vardet = svar[2017, "riket", "00", rad["omrade_kod"]]
        assert vardet["svarande_antal"] == int(rad["svarande_antal"]), rad["omrade_kod"]
        assert vardet["enheter_antal"] == int(rad["enheter_antal"])
    assert svar[2016, "riket", "00", "alla"]["svarande_antal"] == 288


def test_no_national_share_is_hidden(medskickade, andra):
    for utfall in (medskickade, andra):
        assert all(varde["redovisas"] for varde in utfall.grupper.values())


def test_some_shares_of_a_lan_are_hidden_and_most_are_shown(medskickade):
    lan = [(matar, kod, "lan", kod[:2]) for matar, kod, _, _ in medskickade.riket]
    redovisas = [cell["redovisas"] for cell in gruppera(medskickade.celler, lan).values()]
    assert 0.02 < redovisas.count(False) / len(redovisas) < 0.2


# --- what makes the answers look real ---


def test_all_kinds_of_missing_occur_every_year(medskickade):
    per_ar = defaultdict(set)
    for (matar, _, _), (_, orsak) in medskickade.celler.items():
        per_ar[matar].add(orsak)
    alla = {rad["orsak_kod"] for rad in read_seed("regler/orsak") if rad["ar_bortfall"] == "1"}
    assert len(alla) == 5
    assert all(alla <= orsaker for orsaker in per_ar.values())
    assert set(per_ar) == set(las_matar())


FRAGOR = {rad["fraga_kod"] for rad in read_seed("metadata/fraga")}
ENHETSKODER = {rad["enhet_kod"] for rad in read_seed("referens/enhet")}
# What a refused row of each reason looks like: the evaluator's reason, and the row.
ORSAKER: dict[str, Callable[[str, Rad], bool]] = {
    "enhet_utanfor_ramen": lambda o, r: o == "okand_enhet" and r["enhet_kod"] in ENHETSKODER,
    "fel_antal_falt": lambda o, r: r["lasfel_kod"] == "fel_antal_falt" and r["rad"] is not None,
    "fraga_ej_stalld": lambda o, r: o == "okand_fraga" and r["fraga_kod"] in FRAGOR,
    "motstridiga_svar": lambda o, r: o == "motsagelse",
    "obligatoriskt_falt_saknas": lambda o, r: (
        r["lasfel_kod"] is None and None in (r["matar"], r["enhet_kod"], r["fraga_kod"])
    ),
    "ogiltig_inlamnad": lambda o, r: o == "olasbar_inlamnad",
    "ogiltigt_matar": lambda o, r: o == "okant_ar" and r["matar"] is not None,
    "okand_enhet": lambda o, r: o == "okand_enhet" and r["enhet_kod"] not in {None, *ENHETSKODER},
    "okand_fraga": lambda o, r: o == "okand_fraga" and r["fraga_kod"] not in {None, *FRAGOR},
    "okant_omrade_eller_delfraga": lambda o, r: o in ("okant_omrade", "okand_delfraga"),
    "svar_utanfor_skalan": lambda o, r: o == "okant_svar",
}


def test_every_reason_of_quarantine_occurs(medskickade, landning):
    kanda = {rad["orsak_kod"] for rad in read_seed("regler/karantan_orsak")}
    # those of files that are hard to read, and of deliveries taken back, need real deliveries
    assert kanda - set(ORSAKER) == {
        "feltolkad_text",
        "formel_utan_varde",
        "fritext_utan_svar",
        "oavkodbar_text",
        "tillbakadragen_leverans",
    }
    assert set(ORSAKER) <= kanda
    rader = {(rad["leverans_nr"], rad["rad_nr"]): rad for rad in medskickade.rader}
    avvisade = [(orsak, rader[nr, rad_nr]) for nr, rad_nr, orsak in landning.avvisade]
    for orsak_kod, passar in ORSAKER.items():
        assert any(passar(*avvisad) for avvisad in avvisade), orsak_kod
    assert len(avvisade) < 0.005 * len(rader)


def test_a_unit_whose_rows_are_all_refused_has_answered_nothing(medskickade, landning):
    tysta = [
        (matar, kod)
        for (matar, kod), svar in landning.enheter.items()
        if svar.ogiltiga and not svar.accepterade
    ]
    assert len(tysta) == len(las_matar())
    for matar, kod in tysta:
        assert medskickade.celler[matar, kod, "audit"] == (None, "enhetsbortfall")


def test_most_answers_are_kept_from_one_year_to_the_next(landning):
    lika = alla = 0
    for (matar, kod), svar in landning.enheter.items():
        nasta = landning.enhet(matar + 1, kod).accepterade
        gemensamma = svar.accepterade.keys() & nasta.keys()
        alla += len(gemensamma)
        lika += sum(svar.accepterade[nyckel] == nasta[nyckel] for nyckel in gemensamma)
    assert 0.85 < lika / alla < 0.98


def test_a_merged_unit_keeps_the_habits_of_one_of_its_parts(medskickade):
    delar = {rad["till_enhet_kod"] for rad in read_seed("referens/enhet_sammanslagning")}
    lika = []
    for (matar, kod, indikator_id), (utfall, _) in medskickade.celler.items():
        fore = (matar - 1, medskickade.enheter[kod].stam, indikator_id)
        if kod in delar and fore in medskickade.celler:
            fran = medskickade.celler[fore][0]
            if utfall and fran:
                lika.append(utfall == fran)
    assert len(lika) > 200
    assert sum(lika) / len(lika) > 0.8


def test_large_kommuner_have_more_routines_and_answer_more_often(medskickade):
    utfall: dict[bool, Counter[str | None]] = {True: Counter(), False: Counter()}
    storlekar = {matar: las_storlek(matar) for matar in medskickade.ramar}
    for (matar, kod, _), (resultat, _) in medskickade.celler.items():
        stor = storlekar[matar][medskickade.enheter[kod].kommun_kod] > 1
        utfall[stor][resultat] += 1
    ja = {stor: antal["ja"] / (antal["ja"] + antal["nej"]) for stor, antal in utfall.items()}
    saknas = {stor: antal[None] / antal.total() for stor, antal in utfall.items()}
    assert ja[True] > ja[False] + 0.03
    assert saknas[True] < saknas[False]


def test_later_deliveries_correct_earlier_ones(medskickade, landning):
    filer: dict[str, list[Rad]] = defaultdict(list)
    for rad in medskickade.rader:
        filer[rad["fil"]].append(rad)
    for matar in las_matar():
        forsta, *senare = [filer[fil] for fil in sorted(filer) if fil[5:9] == str(matar)]
        assert senare
        assert all(0 < len(rader) < 0.1 * len(forsta) for rader in senare)
        fore = {nyckel(rad): rad["svar"] for rad in forsta}
        andrade = [r for r in senare[0] if fore.get(nyckel(r), r["svar"]) != r["svar"]]
        assert andrade
    assert any(fil.endswith("_03.csv") for fil in filer)


def nyckel(rad: Rad) -> tuple[str, ...]:
    return tuple(
        rad[kolumn] or ""
        for kolumn in ("matar", "enhet_kod", "fraga_kod", "omrade_kod", "delfraga_kod")
    )


def test_an_old_answer_that_arrives_late_does_not_win(medskickade):
    sena = [
        rad
        for rad in medskickade.rader
        if rad["fil"].endswith("_02.csv") and "-01-" in (rad["inlamnad"] or "")
    ]
    assert sena
    givna = defaultdict(set)
    for rad in medskickade.rader:
        givna[nyckel(rad)].add(rad["inlamnad"])
    assert all(max(givna[nyckel(rad)]) > rad["inlamnad"] for rad in sena)


def test_a_few_answers_skip_the_logic_of_the_form(landning):
    baser = {rad["fraga_kod"]: rad["bas_fraga_kod"] for rad in read_seed("metadata/fraga")}
    efter: Counter[str | None] = Counter()
    nej_och_svar = 0
    for svar in landning.enheter.values():
        for fraga_kod, omrade_kod, delfraga_kod in svar.accepterade:
            if fraga_kod in ("G3a", "G7a", "V4a", "X1a"):
                efter[svar.klass((baser[fraga_kod], omrade_kod, delfraga_kod))] += 1
        nej_och_svar += svar.klass(("OMR", "vinr", "")) == "nej" and svar.har_svarat("V", "X")
    assert set(efter) == {"ja", "nej", None}
    assert efter["nej"] + efter[None] < 0.02 * efter["ja"]
    assert 0 < nej_och_svar < 20


def test_an_agreement_followed_up_in_2023_still_counts_in_the_longer_window(landning):
    bas, foljd = ("G3", "vinr", "polis"), ("G3a", "vinr", "polis")
    tackta = []
    for matar, kod in landning.enheter:
        fore, nu = landning.enhet(2023, kod), landning.enhet(2024, kod)
        har_kvar = matar == 2024 and fore.klass(bas) == nu.klass(bas) == "ja"
        if har_kvar and fore.klass(foljd) in POSITIVA and nu.klass(foljd):
            tackta.append(nu.klass(foljd) in POSITIVA)
    assert len(tackta) > 30
    assert all(tackta)


def test_most_things_set_up_recently_did_not_exist_the_year_before(landning):
    baser = {rad["fraga_kod"]: rad["bas_fraga_kod"] for rad in read_seed("metadata/fraga")}
    fore: Counter[str | None] = Counter()
    for (matar, kod), svar in landning.enheter.items():
        for (fraga_kod, *plats), klass in svar.accepterade.items():
            if klass == "nyligen":
                fore[landning.enhet(matar - 1, kod).klass((baser[fraga_kod], *plats))] += 1
    assert fore["nej"] > 5 * fore["ja"] > 0


def test_the_same_answer_is_written_in_many_ways(medskickade):
    texter = {rad["svar"] for rad in medskickade.rader}
    assert {"Ja", "ja", "JA", "Ja.", " Ja ", "Ej aktuellt", "Kan inte svara", None} <= texter
    assert any("februari" in text for text in texter if text)
    koder = [rad["enhet_kod"] for rad in medskickade.rader if rad["enhet_kod"]]
    tappade = [kod for kod in koder if kod != las_enhet_kod(kod)]
    assert 0 < len(tappade) < 0.02 * len(koder)


def test_other_methods_come_with_a_name_without_and_with_none(medskickade):
    namn = {
        rad["fritext"]
        for rad in medskickade.rader
        if rad["delfraga_kod"] == "annan" and "ja" in (rad["svar"] or "").casefold()
    }
    assert {None, "ingen", "iRiSk", "CTS-2"} <= namn


def test_questions_that_no_indicator_uses_are_answered_too(medskickade):
    assert {"G1a", "G1b", "G1c", "G8a"} <= {rad["fraga_kod"] for rad in medskickade.rader}


# --- other arguments ---


def test_another_seed_gives_other_answers(medskickade, andra):
    gemensamma = medskickade.celler.keys() & andra.celler.keys()
    lika = sum(medskickade.celler[cell] == andra.celler[cell] for cell in gemensamma)
    assert len(gemensamma) == len(medskickade.celler)
    assert lika < 0.7 * len(gemensamma)


def test_copies_of_units_lie_beside_and_answer_as_their_unit(andra):
    with (andra.folder / "enhet.csv").open(encoding="utf-8", newline="") as file:
        rader = list(csv.DictReader(file))
    original = read_seed("referens/enhet")
    assert list(rader[0]) == list(original[0])
    assert [rad["enhet_kod"] for rad in rader] == sorted(andra.enheter)
    assert [rad for rad in rader if rad["enhet_typ"] != "kopia"] == original
    namn = {rad["enhet_kod"]: rad["enhet_namn"] for rad in rader}
    assert namn["0114-100"] == "Upplands Väsby (kopia 1)"
    assert namn["0180-103"] == "Hässelby-Vällingby (kopia 1)"
    lika = [
        andra.celler[matar, f"{kod}-100", indikator_id] == utfall
        for (matar, kod, indikator_id), utfall in andra.celler.items()
        if kod == "0114"
    ]
    assert lika and all(lika)
