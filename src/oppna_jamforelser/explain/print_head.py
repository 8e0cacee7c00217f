"""What both pages begin with, and the rule that both show."""

from oppna_jamforelser.explain.chain import Chain
from oppna_jamforelser.grouped import grouped
from oppna_jamforelser.page import Page
from oppna_jamforelser.swedish import clause

_BELAGG = {
    "antagen": "Antagande för mätår {}",
    "antagen_oforandrad": "Antas oförändrad mätår {}",
}


def print_head(page: Page, chain: Chain, subject: str) -> None:
    """Say what is explained, that it is no real result, and what the indicator means."""
    indikator = chain["indikator"]
    print_title(page, chain, "mätår", subject)
    page.section("Vad indikatorn betyder")
    page.line(indikator["malvarde_text"])
    page.line(f"Källa: {indikator['kalla']}.")
    _print_grounds(page, chain)
    page.line("Vad den är till för, och vad orden betyder:")
    page.pairs((_told(field, indikator) for field in chain["om"]["kort"]), level=1)


def print_title(page: Page, chain: Chain, year: str, subject: str) -> None:
    """Say what is explained, of what kind of *year*, and that it is no real result."""
    indikator = chain["indikator"]
    if chain["markning"]:
        page.title(f"{chain['markning'].capitalize()} – inget riktigt resultat")
        page.title("")
    page.title(indikator["namn"])
    page.title(f"{indikator['indikator_id']} · {year} {chain['matar']} · {subject}")


def _told(field: dict[str, str], indikator: dict[str, str]) -> tuple[str, str]:
    """Return what a field of the card is about, and its text with another source than above."""
    name, text = field["falt_namn"], field["text"]
    if field["falt_kod"].startswith("definition") and ": " in text:
        name, _, text = text.partition(": ")
    source = "" if field["kalla"] == indikator["kalla"] else f" ({field['kalla']})"
    return name, text + source


def _print_grounds(page: Page, chain: Chain) -> None:
    """Say what the figure rests on, also in its words and beside the year before."""
    about = chain["om"]
    page.line(f"Siffran bygger på: {clause(about['belagg_kort'])}. {about['belagg_text']}")
    pair = about["jamforelse"]
    if pair:
        why = f" {pair['orsak_text']}" if pair["orsak_text"] else ""
        page.line(
            f"Med mätår {pair['fran_matar']}: {clause(pair['klass_text'])}.{why} "
            f"{pair['jamforbarhet_text']}"
        )
    words = grouped((row["text_belagg_text"], row["fraga_kod"]) for row in about["frageord"])
    for text, questions in words.items():
        page.line(f"{', '.join(questions)}: {clause(text)}.")


def print_rule(page: Page, chain: Chain) -> None:
    """Say what the rule asks for, that year, and where that is written."""
    regel = chain["regel"]
    page.section("Regeln")
    page.line(f"{regel['regel_text']} (Regeln heter {regel['regel_id']}.)")
    standing = _BELAGG.get(regel["belagg"], "Källa för mätår {}").format(chain["matar"])
    page.line(f"{standing}: {regel['indikator_kalla']}.")
    if regel["kalla"] != regel["indikator_kalla"]:
        page.line(f"Regeltypens källa: {regel['kalla']}.")


def print_questions(page: Page, chain: Chain) -> None:
    """List the questions of the rule; of a composite its components."""
    if chain["delar"]:
        page.line("Den bygger på andra indikatorer:")
        page.pairs(((del_["indikator_id"], del_["kortnamn"]) for del_ in chain["delar"]), level=1)
    else:
        page.line("Den läser svaren på:")
        page.pairs(((fraga["roll_namn"], fraga["fraga"]) for fraga in chain["fragor"]), level=1)


def print_next(page: Page, what: str, chain: Chain, enhet: Chain) -> None:
    """Say which command goes one step further down."""
    page.line(f"{what}:")
    page.line(
        f"oj explain --indikator {chain['indikator']['indikator_id']} --matar {chain['matar']} "
        f"--enhet {enhet['enhet_kod']}",
        level=1,
    )


def print_sources(page: Page) -> None:
    """Say what the numbers of the sources stand for."""
    page.line()
    page.line(
        "000–004 är källdokumentens nummer; de och Metoden beskrivs i docs/method.md.", level=-1
    )


def unit_name(enhet: Chain) -> str:
    """Return a unit's name, with the city where it is a part of one."""
    is_part = "-" in enhet["enhet_kod"]
    return f"{enhet['enhet_namn']} ({enhet['kommun_namn']})" if is_part else enhet["enhet_namn"]


def verdict(row: Chain) -> str:
    """Return the outcome, or that there is none, and what decided."""
    outcome = row["utfall_text"] or "Saknas"
    return f"{outcome} – {row['gren_text'] or row['orsak_text']}"
