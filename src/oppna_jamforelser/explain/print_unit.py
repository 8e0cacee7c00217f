"""The page of a unit's outcome, down to the rows of the delivered files."""

from typing import Any

from oppna_jamforelser.explain.chain import Chain
from oppna_jamforelser.explain.print_head import (
    print_head,
    print_next,
    print_rule,
    print_sources,
    unit_name,
    verdict,
)
from oppna_jamforelser.page import Page

_COUNTED_IN = {
    (1, 1): "Enheten räknas i täljaren och i nämnaren.",
    (0, 1): "Enheten räknas i nämnaren, inte i täljaren.",
}
_NOTHING_JUDGED = ("enhetsbortfall", "omradesbortfall")


def print_unit(page: Page, chain: Chain) -> None:
    """Print the whole chain of a unit."""
    enhet = chain["enhet"]
    print_head(page, chain, f"{unit_name(enhet)} ({enhet['enhet_kod']})")
    _print_outcome(page, enhet)
    print_rule(page, chain)
    if chain["delar"]:
        _print_components(page, chain)
    else:
        _print_answers(page, chain)
    print_sources(page)


def _print_outcome(page: Page, enhet: dict[str, Any]) -> None:
    page.section("Utfallet")
    page.title(f"  {verdict(enhet)}")
    if enhet["orsak_text"] and enhet["gren_text"] not in (None, enhet["orsak_text"]):
        page.line(f"Orsak: {enhet['orsak_text']}")
    page.line(
        _COUNTED_IN.get(
            (enhet["ingar_i_taljare"], enhet["ingar_i_namnare"]),
            "Enheten räknas varken i täljaren eller i nämnaren.",
        )
    )
    if enhet["gren_id"]:
        page.line(f"Regelns gren: {enhet['gren_id']}. Källa: {enhet['gren_kalla']}.")
    else:
        page.line("Regeln prövades inte: det finns inga svar att pröva.")


def _print_answers(page: Page, chain: Chain) -> None:
    enhet = chain["enhet"]
    page.section("Svaren")
    for place, fraga in enumerate(chain["fragor"]):
        svar = enhet["roller"][fraga["roll"]]
        if place:
            page.line()
        page.line(fraga["roll_namn"])
        page.pairs(
            (
                ("Fråga", fraga["fraga"]),
                ("Svar", _said(svar)),
                ("Lästes som", _reading(svar, enhet)),
                ("Står i", svar["leverans"] or "ingen levererad rad"),
            ),
            level=1,
        )


def _said(svar: dict[str, Any]) -> str:
    """Say what was answered, or that a text was given that is shown only when asked for."""
    if svar["svar"] is None:
        return "en text, som visas med --text" if svar["text_finns"] else "inget"
    given = f"”{svar['svar']}”"
    if svar["text_finns"] and "(fritext: " not in svar["svar"] and not svar["karantan_orsak"]:
        return f"{given}, och en fritext, som visas med --text"
    return given


def _reading(svar: dict[str, Any], enhet: dict[str, Any]) -> str:
    """Say how an answer was read, also one that was refused, left out or never judged."""
    if svar["karantan_orsak"]:
        return f"{svar['klass_text'] or 'Avvisat'}: {svar['karantan_orsak']}"
    if not svar["klass"]:
        return "obesvarad"
    if enhet["orsak_kod"] in _NOTHING_JUDGED:
        return "prövades inte"
    if svar["klass"] == "kan_inte_svara":
        return "obesvarad: svaret räknas inte som ett svar"
    if not svar["leverans"]:
        return (
            f"{svar['klass_text']}: rutan är inte ikryssad, men en annan ruta i frågan är besvarad"
        )
    return svar["klass_text"]


def _print_components(page: Page, chain: Chain) -> None:
    names = {del_["indikator_id"]: del_["kortnamn"] for del_ in chain["delar"]}
    enhet = chain["enhet"]
    page.section("Delarna")
    page.table(
        ("Del", "Utfall", "Vad som avgjorde", "Indikator"),
        [
            (
                names[del_["indikator_id"]],
                del_["utfall_text"] or "Saknas",
                del_["gren_text"] or del_["orsak_text"],
                del_["indikator_id"],
            )
            for del_ in enhet["delar"]
        ],
    )
    if enhet["delar"]:
        first = chain | {"indikator": enhet["delar"][0]}
        print_next(page, "Svaren bakom en del", first, enhet)
