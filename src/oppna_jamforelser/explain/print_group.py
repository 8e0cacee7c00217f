"""The page of a group's share, from the percentage down to the names of the units."""

from typing import Any

from oppna_jamforelser.explain.chain import Chain
from oppna_jamforelser.explain.print_head import (
    print_head,
    print_next,
    print_questions,
    print_rule,
    print_sources,
    unit_name,
    verdict,
)
from oppna_jamforelser.page import Page
from oppna_jamforelser.swedish import amount, clause, is_few, percent, percent_of

_FIRST_UNITS = 8


def print_group(page: Page, chain: Chain, all_units: bool) -> None:
    """Print the whole chain of a group."""
    grupp = chain["grupp"]
    kod = f"{grupp['gruppindelning']}:{grupp['grupp_kod']}"
    print_head(page, chain, f"{grupp['grupp_namn']} ({kod})")
    _print_figure(page, chain)
    print_rule(page, chain)
    print_questions(page, chain)
    _print_branches(page, chain)
    _print_units(page, chain, all_units)
    print_sources(page)


def _print_figure(page: Page, chain: Chain) -> None:
    varde = chain["varde"]
    share = f"{varde['ja_antal']} av {varde['namnare_antal']} enheter"
    page.section("Siffran")
    if varde["redovisas"]:
        page.title(f"  {percent(varde['andel_procent'])}, {share}")
    else:
        page.title(f"  Andelen redovisas inte: {clause(varde['orsak_text'])}")
    page.pairs(_counts(varde), level=1)
    page.line(_share_in_words(varde))
    if varde["bortfall_antal"]:
        lowest, highest = percent(varde["lagsta_procent"]), percent(varde["hogsta_procent"])
        page.line(
            f"Vad bortfallet än hade svarat ligger den mellan {lowest} (J/(n+M)) och "
            f"{highest} ((J+M)/(n+M))."
        )
    for rest in chain["resten"]:
        page.line(_beside_the_rest(rest))
    page.line("Andelen visas bara om tillräckligt många svarat. Källan kan läsas på två sätt:")
    for lasning in chain["lasningar"]:
        page.line(_reading(lasning, varde), level=1)


def _beside_the_rest(rest: dict[str, Any]) -> str:
    """Say what the share is among the others in a group that holds this one."""
    others = f"{rest['grupp_namn']} utan gruppen"
    if rest["orsak_text"]:
        return f"{others}: andelen redovisas inte. {rest['orsak_text']}"
    share = f"{percent(rest['andel_procent'])}, {rest['ja_antal']} av {rest['namnare_antal']}"
    difference = rest["skillnad_text"] or "Räknas inte"
    return f"{others}: {share}. Gruppens skillnad mot dem: {difference.lower()}."


def _share_in_words(varde: dict[str, Any]) -> str:
    """Say how the share follows from the counts, and when it is better not read as a percentage."""
    if not varde["redovisas"]:
        return "Andelen är J/n, men den visas inte."
    words = "Andelen är J/n, avrundad till hela procent."
    if is_few(varde["namnare_antal"]):
        words += " Med färre än fem enheter i nämnaren säger antalen mer än procenten."
    return words


def _counts(varde: dict[str, Any]) -> list[tuple[str, str]]:
    numbers = [
        ("N", "enheter_antal", "enheter i ramen"),
        ("E", "ej_aktuellt_antal", "ej aktuellt: lämnar nämnaren"),
        ("M", "bortfall_antal", "bortfall: inget utfall"),
        ("n", "namnare_antal", "nämnaren: N − E − M"),
        ("J", "ja_antal", "ja: täljaren"),
        ("D", "delvis_antal", "delvis: i nämnaren, inte i täljaren"),
    ]
    widest = max(len(str(varde[key])) for _, key, _ in numbers)
    return [
        (f"{sign} {varde[key]:>{widest}}", text)
        for sign, key, text in numbers
        if sign != "D" or varde[key]
    ]


def _reading(lasning: dict[str, Any], varde: dict[str, Any]) -> str:
    """Say what one reading of the 20 percent rule makes of the group."""
    missing, what = varde["bortfall_antal"], "M"
    if lasning["raknar_ej_aktuellt"]:
        missing, what = missing + varde["ej_aktuellt_antal"], "E + M"
    if varde["namnare_antal"] == 0:
        why = "ingen enhet i nämnaren"
    else:
        why = f"{'inte ' if lasning['redovisas'] else ''}över {lasning['grans_procent']} %"
    standing = "den som gäller" if lasning["ar_standard"] else "den andra"
    return (
        f"{lasning['lasning']}, {standing}: {what} = {missing} av {varde['enheter_antal']}, "
        f"{percent_of(missing, varde['enheter_antal'])}, {why}: "
        f"{'visas' if lasning['redovisas'] else 'döljs'}. Källa: {lasning['kalla']}."
    )


def _print_branches(page: Page, chain: Chain) -> None:
    grenar = [gren for gren in chain["grenar"] if gren["enheter_antal"]]
    page.section("Så avgjordes enheterna")
    page.table(
        ("Enheter", "Utfall", "Vad som avgjorde", "Räknas i", "Källa"),
        [
            (
                gren["enheter_antal"],
                gren["utfall_text"] or "Saknas",
                gren["gren_text"] or gren["orsak_text"],
                _counted_in(gren),
                "samma" if place and gren["kalla"] == grenar[place - 1]["kalla"] else gren["kalla"],
            )
            for place, gren in enumerate(grenar)
        ],
    )
    without = sum(1 for gren in chain["grenar"] if gren["gren_id"] and not gren["enheter_antal"])
    if without:
        branches = amount(without, "gren", "grenar")
        page.line(f"Regeln har {branches} till, som ingen enhet i gruppen hamnade i.")


def _counted_in(gren: dict[str, Any]) -> str:
    if gren["ingar_i_taljare"]:
        return "J och n"
    if gren["ingar_i_namnare"]:
        return "n"
    return "E" if gren["utfall"] else "M"


def _print_units(page: Page, chain: Chain, all_units: bool) -> None:
    page.section("Enheterna")
    left_out = 0
    for gren in chain["grenar"]:
        names = [
            unit_name(enhet)
            for enhet in chain["enheter"]
            if (enhet["gren_id"], enhet["orsak_kod"]) == (gren["gren_id"], gren["orsak_kod"])
        ]
        if not names:
            continue
        shown = names if all_units else names[:_FIRST_UNITS]
        rest = len(names) - len(shown)
        left_out += rest
        page.line(f"{verdict(gren)} ({amount(len(names), 'enhet', 'enheter')})")
        page.line(", ".join(shown) + (f" och {rest} till" if rest else ""), level=1, style="dim")
    if left_out:
        page.line("Alla namn: lägg till --alla-enheter.")
    print_next(page, "Svaren bakom en enhet", chain, chain["enheter"][0])
