"""``oj explain``: a person can follow a figure down, and every mistake is one line."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import Result

from conftest import Oj
from oppna_jamforelser.errors import OjError
from oppna_jamforelser.matching import Candidate, find, fold, restore_enhet_kod
from oppna_jamforelser.project import project_root
from oppna_jamforelser.swedish import percent_of

Explain = Callable[..., Result]

# The answers behind every result, with the head of their proof and as they were delivered.
ANSWERS = """
    select bevis.*, utfall.utfall, utfall.orsak_kod, utfall.gren_id,
        text.svar, text.fritext, text.svar_ar_text, text.fil
    from marts.mart_bevis_svar as bevis
    inner join marts.fct_enhetsutfall as utfall using (matar, enhet_kod, indikator_id)
    left join intern.bevis_text as text
        on bevis.leverans_nr is not null and bevis.matar = text.matar
        and bevis.enhet_kod = text.enhet_kod and bevis.fraga_kod = text.fraga_kod
        and coalesce(bevis.omrade_kod, '') = text.omrade_kod
        and coalesce(bevis.delfraga_kod, '') = text.delfraga_kod
"""


@pytest.fixture
def explain(built_database: Path, oj: Oj, monkeypatch: pytest.MonkeyPatch) -> Explain:
    monkeypatch.setenv("OJ_DATABASE", str(built_database))

    def run(*options: object, indikator: str = "samverkan_polis", matar: object = 2017) -> Result:
        return oj("explain", "--indikator", indikator, "--matar", matar, *options)

    return run


def one(lager: duckdb.DuckDBPyConnection, sql: str) -> tuple:
    return lager.execute(sql).fetchone()


# --- what a person reads ---


def test_a_share_is_explained_from_the_percentage_down_to_names(explain, lager):
    share, ja, namnare, lowest, highest = one(
        lager,
        "select andel_procent, ja_antal, namnare_antal, lagsta_procent, hogsta_procent "
        "from marts.fct_gruppvarde where matar = 2017 and gruppindelning = 'riket' "
        "and indikator_id = 'samverkan_polis'",
    )
    result = explain("--grupp", "riket:00")
    assert result.exit_code == 0
    assert_in_order(
        flat(result.stdout),
        "Syntetiska exempeldata – inget riktigt resultat",
        "samverkan_polis · mätår 2017 · Riket (riket:00)",
        "1. Vad indikatorn betyder Kommunen har en skriftlig",
        f"2. Siffran {share} %, {ja} av {namnare} enheter",
        f"mellan {lowest} % (J/(n+M)) och {highest} % ((J+M)/(n+M))".replace(".", ","),
        "A, den som gäller: E + M =",
        "B, den andra: M =",
        "3. Regeln",
        "Källa för mätår 2017: 004, bilaga 2",
        "G3a (Våld i nära relationer, Polisen): Har överenskommelsen följts upp",
        "4. Så avgjordes enheterna",
        "Finns och är uppföljd.",
        "5. Enheterna",
        "till Ja – ",
        "Nej – Finns inte.",
        "Alla namn: lägg till --alla-enheter.",
    )


def test_a_page_is_100_columns_without_colour_and_without_blanks_at_the_ends(explain):
    for options in (("--grupp", "riket:00", "--alla-enheter"), ("--enhet", "2080")):
        lines = explain(*options).stdout.splitlines()
        assert max(map(len, lines)) <= 100
        assert max(map(len, lines)) > 90
        assert [line for line in lines if line != line.rstrip() or "\x1b" in line] == []


def test_all_units_are_named_on_request(explain, lager):
    (ja,) = one(
        lager,
        "select ja_antal from marts.fct_gruppvarde where matar = 2017 "
        "and gruppindelning = 'riket' and indikator_id = 'samverkan_polis'",
    )
    page = explain("--grupp", "riket:00", "--alla-enheter").stdout
    listed = page[page.index("5. Enheterna") : page.index("Nej – Finns inte.")]
    headings = re.findall(r"Ja – .*\((\d+) enhet", listed)
    assert sum(map(int, headings)) == ja
    assert listed.count(",") == ja - len(headings) + listed.count("Behövs inte, samma")
    assert "Alla namn:" not in page


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        ("not redovisas and redovisas_lasning_b and namnare_antal > 0", "över 20 %: döljs"),
        ("namnare_antal = 0 and bortfall_antal > 0", "ingen enhet i nämnaren: döljs"),
    ],
    ids=["hidden by one reading", "nobody in the denominator"],
)
def test_a_hidden_share_says_why_and_shows_no_percentage(explain, lager, condition, says):
    matar, indelning, kod, indikator_id, orsak_text = one(
        lager,
        "select matar, gruppindelning, grupp_kod, indikator_id, orsak_text "
        "from marts.fct_gruppvarde inner join regler.orsak using (orsak_kod) "
        f"where {condition} order by all limit 1",
    )
    result = explain("--grupp", f"{indelning}:{kod}", indikator=indikator_id, matar=matar)
    page = flat(result.stdout)
    reason = orsak_text[0].lower() + orsak_text[1:].rstrip(".")
    assert f"2. Siffran Andelen redovisas inte: {reason} N" in page
    assert says in page
    assert "avrundad till hela procent" not in page


def test_a_small_share_says_that_the_counts_say_more(explain):
    page = flat(explain("--grupp", "lan:09", indikator="skyddat_boende_kvinnor").stdout)
    assert "Med färre än fem enheter i nämnaren säger antalen mer än procenten." in page


def test_a_no_is_explained_down_to_the_row_of_the_file(explain, lager):
    kod, namn, svar, leverans = one(
        lager,
        f"select enhet_kod, enhet_namn, svar, 'leverans ' || leverans_nr || ', ' || fil || ' rad ' "
        f"|| rad_nr from ({ANSWERS}) inner join marts.dim_enhet using (enhet_kod) "
        "where matar = 2017 and indikator_id = 'samverkan_polis' and gren_id = 'ej_uppfoljd' "
        "and roll = 'uppfoljning' order by enhet_kod limit 1",
    )
    assert_in_order(
        flat(explain("--enhet", kod).stdout),
        "Syntetiska exempeldata – inget riktigt resultat",
        f"samverkan_polis · mätår 2017 · {namn} ({kod})",
        "Nej – Finns men är inte uppföljd.",
        "Enheten räknas i nämnaren, inte i täljaren.",
        "Regelns gren: ej_uppfoljd. Källa: 004",
        "3. Regeln Finns, och är uppföljd",
        "Uppföljning Fråga G3a (Våld i nära relationer, Polisen)",
        f"Svar ”{svar}” Lästes som Nej Står i {leverans}",
    )


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        ("svarsklass = 'kan_inte_svara'", "obesvarad: svaret räknas inte som ett svar"),
        ("svarsklass = 'ogiltigt'", "Lästes som Svaret kunde inte användas:"),
        ("svarsklass = 'ogiltigt'", "Svar en text, som visas med --text"),
        (
            "roll = 'innehall_a' and svarsklass = 'nej' and leverans_nr is null",
            "Nej: rutan är inte ikryssad, men en annan ruta i frågan är besvarad",
        ),
        ("gren_id = 'uppfoljning_saknas'", "Svar inget Lästes som obesvarad"),
        ("orsak_kod = 'enhetsbortfall'", "Regeln prövades inte"),
        ("utfall = 'ej_aktuellt'", "Enheten räknas varken i täljaren eller i nämnaren."),
    ],
)
def test_every_kind_of_answer_is_explained(explain, lager, condition, says):
    matar, kod, indikator_id = one(
        lager,
        f"select matar, enhet_kod, indikator_id from ({ANSWERS}) "
        f"where {condition} and fraga_kod is not null order by all limit 1",
    )
    result = explain("--enhet", kod, indikator=indikator_id, matar=matar)
    assert result.exit_code == 0
    assert says in flat(result.stdout)


@pytest.mark.parametrize("condition", ["svar_ar_text", "fritext <> '' and not svar_ar_text"])
def test_what_a_respondent_wrote_is_shown_only_when_asked_for(explain, lager, condition):
    matar, kod, indikator_id, svar, fritext = one(
        lager,
        f"select matar, enhet_kod, indikator_id, svar, fritext from ({ANSWERS}) "
        f"where {condition} "
        "order by length(svar || fritext) desc, matar, enhet_kod, indikator_id limit 1",
    )
    written = fritext or svar
    for form in ([], ["--json"]):
        options = ["--enhet", kod, *form]
        without = explain(*options, indikator=indikator_id, matar=matar).stdout
        shown = explain(*options, "--text", indikator=indikator_id, matar=matar).stdout
        assert flat(written) not in flat(without)
        assert flat(written) in flat(shown)


def test_a_survey_of_users_is_explained_as_a_survey(explain):
    """Its rule is shared with routines; its words are not."""
    page = flat(
        explain("--grupp", "riket:00", indikator="brukarinflytande_myndighet", matar=2023).stdout
    )
    assert "Enskildas uppfattning är undersökt inom frågans fönster, och resultatet är" in page
    assert "Ja – Enskildas uppfattning är undersökt, och resultatet är använt." in page
    assert "Nej – Enskildas uppfattning är undersökt, men resultatet är inte använt." in page
    assert "Finns" not in page and "är uppföljd." not in page


def test_a_composite_is_explained_by_its_components(explain):
    for options in (("--enhet", "2080"), ("--grupp", "egen:dalarna")):
        page = flat(explain(*options, indikator="samverkan_minst_en").stdout)
        assert "samverkan_kvinnojour" in page
        assert "Överenskommelse med" in page
    assert "4. Delarna" in explain("--enhet", "2080", indikator="samverkan_minst_en").stdout


# --- the same as data ---


def test_json_has_the_same_chain_with_stable_keys(explain):
    result = explain("--grupp", "lan:20", "--json")
    chain = json.loads(result.stdout_bytes.decode("utf-8"))
    assert list(chain) == [
        "markning", "matar", "indikator", "regel", "fragor", "delar", "grupp", "varde",
        "resten", "lasningar", "grenar", "enheter", "om",
    ]  # fmt: skip
    assert "ä".encode() in result.stdout_bytes
    assert chain["markning"] == "syntetiska exempeldata"
    assert chain["varde"]["enheter_antal"] == len(chain["enheter"]) == 15
    assert list(chain["enheter"][0]) == [
        "enhet_kod", "enhet_namn", "kommun_namn", "utfall", "utfall_text", "orsak_kod",
        "orsak_text", "ingar_i_taljare", "ingar_i_namnare", "gren_id", "gren_text", "gren_kalla",
        "roller", "delar",
    ]  # fmt: skip
    assert list(chain["enheter"][0]["roller"]) == ["bas", "uppfoljning"]
    assert list(chain["enheter"][0]["roller"]["bas"]) == [
        "svar", "text_finns", "klass", "klass_text", "leverans", "karantan_orsak"
    ]  # fmt: skip


def test_json_of_a_unit_has_its_answers_and_of_a_composite_its_components(explain):
    unit = json.loads(explain("--enhet", "2080", "--json").stdout)
    assert unit["enhet"]["roller"]["bas"]["leverans"].startswith("leverans ")
    composite = json.loads(explain("--enhet", "2080", "--json", indikator="samverkan_alla").stdout)
    assert len(composite["enhet"]["delar"]) == len(composite["delar"]) == 6
    assert "bas" in composite["enhet"]["delar"][0]["roller"]


# --- kindness ---


@pytest.mark.parametrize(
    ("option", "meant"),
    [
        ("--grupp=lan:Dalarna", "Dalarnas län (lan:20)"),
        ("--grupp=län:dalarnas län", "Dalarnas län (lan:20)"),
        ("--grupp=lan:1", "Stockholms län (lan:01)"),
        ("--grupp=Riket:riket", "Riket (riket:00)"),
        ("--grupp=storstad:180", "Stockholm (storstad:0180)"),
        ("--grupp=storstad:goteborg", "Göteborg (storstad:1480)"),
        ("--grupp=skr:c8", "Landsbygdskommun (skr:C8)"),
        ("--enhet=114", "Upplands Väsby (0114)"),
        ("--enhet=falun", "Falun (2080)"),
        ("--enhet=180-6", "Norrmalm (Stockholm) (0180-06)"),
    ],
)
def test_a_code_or_a_name_is_understood(explain, option, meant):
    result = explain(option)
    assert result.exit_code == 0, result.stderr
    assert f"samverkan_polis · mätår 2017 · {meant}\n" in result.stdout


@pytest.mark.parametrize("known_as", ["U37488", "överenskommelse med polisen"])
def test_an_indicator_is_known_by_its_kolada_id_or_short_name(explain, known_as):
    assert "samverkan_polis · " in explain("--grupp", "riket:00", indikator=known_as).stdout


# --- mistakes ---

# What is asked for besides an indicator and a year (samverkan_polis, 2017), and the line.
MISTAKES = {
    "an unknown indicator": (
        "--grupp riket:00", {"indikator": "samverkan_plis"},
        "indikatorn samverkan_plis finns inte. Närmast: samverkan_polis, ",
    ),
    "an indicator without values": (
        "--grupp riket:00", {"indikator": "kartlagt_barn"},
        "indikatorn kartlagt_barn har inga värden. Närliggande nyckeltal i Kolada; frågan finns "
        "inte bevarad. Orsak: källa saknas",
    ),
    "an indicator not asked that year": (
        "--enhet 2080", {"indikator": "socialjour", "matar": 2023},
        "indikatorn socialjour har inget värde mätår 2023: frågan ställdes inte detta år. "
        "Den samlades in 2016–2021",
    ),
    "a year before the indicator": (
        "--enhet 2080", {"indikator": "individbaserad_behov"},
        "indikatorn individbaserad_behov har inget värde mätår 2017: frågan ställdes inte detta "
        "år. Den samlades in 2022 och framåt",
    ),
    "a year that the warehouse has not": (
        "--grupp riket:00", {"matar": 2015},
        "mätår 2015 finns inte i lagret. Närmast: 2016. Lagret har 2016, ",
    ),
    "a year that is no number": (
        "--grupp riket:00", {"matar": "x"},
        "Invalid value for '--matar': 'x' is not a valid integer.",
    ),
    "a group without a colon": (
        "--grupp riket", {},
        "gruppen riket ska skrivas INDELNING:KOD, till exempel riket:00 eller lan:20 ",
    ),
    "an unknown grouping": (
        "--grupp landet:00", {}, "gruppindelningen landet finns inte. Närmast: lan, ",
    ),
    "an unknown group": (
        "--grupp lan:Dalrna", {}, "gruppen lan:Dalrna finns inte. Närmast: 20 Dalarnas län, ",
    ),
    "no group": ("--grupp lan:", {}, "gruppen lan: finns inte. Närmast: "),
    "a name of several groups": (
        "--grupp skr:pendlingskommun", {},
        "gruppen skr:pendlingskommun kan vara flera: A2 Pendlingskommun nära storstad, ",
    ),
    "a grouping without groups": (
        "--grupp socioekonomisk:1", {},
        "gruppindelningen socioekonomisk har inga grupper: dess källa saknas",
    ),
    "a group without units that year": (
        "--grupp storstad:malmö", {"matar": 2019},
        "gruppen storstad:1280 (Malmö) har inga enheter mätår 2019",
    ),
    "an unknown unit": (
        "--enhet stokholm", {}, "enheten stokholm finns inte. Närmast: 0180 Stockholm, ",
    ),
    "a city that answered in parts": (
        "--enhet 180", {},
        "Stockholm (0180) svarade i delar mätår 2017: välj --grupp storstad:0180 eller en av "
        "0180-01 Rinkeby-Kista, ",
    ),
    "a unit outside the frame": (
        "--enhet 0180-16", {},
        "enheten 0180-16 (Järva) ingår inte i ramen mätår 2017: den gäller ",
    ),
    "neither group nor unit": ("", {}, "ange en av --grupp INDELNING:KOD och --enhet KOD"),
    "group and unit": (
        "--enhet 2080 --grupp riket:00", {}, "ange en av --grupp INDELNING:KOD och --enhet KOD",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("options", "asked", "line"), MISTAKES.values(), ids=MISTAKES.keys())
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_a_mistake_is_one_line(explain, options, asked, line, form):
    assert_one_line(explain(*options.split(), *form, **asked), f"oj: {line}")


def test_a_warehouse_that_cannot_be_read_is_one_line(explain, tmp_path, monkeypatch):
    other = tmp_path / "lager.duckdb"
    monkeypatch.setenv("OJ_DATABASE", str(other))
    assert_one_line(explain("--enhet", "2080"), f"oj: lagret {other} finns inte. Bygg det")
    duckdb.connect(str(other)).close()
    assert_one_line(
        explain("--enhet", "2080"), f"oj: lagret {other} är inte byggt med den här versionen"
    )
    other.write_text("no database")
    assert_one_line(explain("--enhet", "2080"), f"oj: lagret {other} kan inte öppnas: ")


def test_help_and_exit_codes(oj):
    help_text = oj("explain", "-h").stdout
    assert "Exit status: 0 explained, 2 there is no such figure" in help_text
    assert "explain" in oj("--help").stdout


def test_a_reader_that_has_seen_enough_ends_it_quietly(built_database):
    command = [
        *(Path(sys.executable).with_name("oj"), "explain", "--indikator", "rutin_indikation_alla"),
        *("--matar", "2017", "--grupp", "riket:00", "--json"),
    ]
    process = subprocess.Popen(
        command,
        cwd=project_root(),
        env=os.environ | {"OJ_DATABASE": str(built_database), "PYTHONUNBUFFERED": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 1


# --- what stands beside the figure ---


@pytest.mark.parametrize(
    ("matar", "said"),
    [
        (2017, "Siffran bygger på: belagt. En källa säger vad som frågades"),
        (2022, "Siffran bygger på: antas oförändrat. Inget dokument från det året"),
    ],
)
def test_a_figure_says_what_it_rests_on_and_what_its_words_mean(explain, matar, said):
    page = explain("--grupp", "riket:00", matar=matar).stdout
    assert said in page
    words = flat(page)
    assert "Följt upp (överenskommelse) De berörda aktörerna har tillsammans" in words
    assert "dokumenterad och daterad" in words
    assert "frågan är återgiven med våra ord" in words


def test_years_that_compare_by_assumption_say_so(explain):
    def told(matar: int) -> str:
        return flat(explain("--enhet", "2080", matar=matar).stdout)

    assert "Med mätår 2016: direkt jämförbar. En källa säger hur" in told(2017)
    assert "Med mätår 2021: direkt jämförbar. Att åren kan jämföras så här är vårt" in told(2022)
    assert "Med mätår 2023: delvis jämförbar." in told(2024)
    assert "Med mätår 2015" not in told(2016)


# --- the document ---


def test_the_walked_examples_say_what_the_command_says(oj, built_database, monkeypatch):
    monkeypatch.setenv("OJ_DATABASE", str(built_database))
    document = (project_root() / "docs" / "forklaring.md").read_text(encoding="utf-8")
    walked = re.findall(r"^\$ oj (explain .*)$", document, flags=re.MULTILINE)
    assert len(walked) == 3
    for command in walked:
        page = oj(*command.split()).stdout
        (figure,) = re.findall(r"^2\. (?:Siffran|Utfallet)\n(.*)$", page, flags=re.MULTILINE)
        assert f"{figure}\n" in document
        for source in re.findall(r"leverans \d+, .*$", page, flags=re.MULTILINE):
            assert f"{source}\n" in document


# --- the small parts ---


def test_what_is_not_printable_does_not_reach_the_terminal():
    from oppna_jamforelser.page import printable

    assert printable("ja\x1b[31m\nnej") == "ja⟨U+001B⟩[31m nej"


@pytest.mark.parametrize(
    ("given", "kod"),
    [("180", "0180"), ("0180", "0180"), ("180-3", "0180-03"), ("1480-11", "1480-11"), ("x", "x")],
)
def test_a_unit_code_gets_its_zeros_back(given, kod):
    assert restore_enhet_kod(given) == kod


def test_names_are_folded_as_identifiers_are():
    assert fold("  Äldre\u00a0ÅR Ö é ") == "aldre ar o e"


def test_an_exact_name_goes_before_how_another_one_begins():
    candidates = [Candidate("C8", "Landsbygdskommun"), Candidate("C9", "Landsbygdskommun med")]
    assert find("landsbygdskommun", candidates, "gruppen").kod == "C8"
    with pytest.raises(OjError, match="kan vara flera: C8 Landsbygdskommun, C9"):
        find("lands", candidates, "gruppen")


def test_a_percentage_is_rounded_half_up_from_the_integers():
    assert percent_of(1, 3) == "33,3 %"
    assert percent_of(1, 2000) == "0,1 %"
    assert percent_of(64, 316) == "20,3 %"


def flat(page: str) -> str:
    """Return a page as one line, so that where it breaks does not matter."""
    return " ".join(page.split())


def assert_in_order(text: str, *sentences: str) -> None:
    place = 0
    for sentence in sentences:
        assert sentence in text[place:], sentence
        place = text.index(sentence, place) + len(sentence)


def assert_one_line(result: Result, begins: str) -> None:
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(begins)
    assert result.stderr.count("\n") == 1
