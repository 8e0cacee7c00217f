"""A quality declaration in words, under the five headings that statistics are declared by."""

from dataclasses import dataclass
from datetime import date

import duckdb

from oppna_jamforelser.publish.quality.calendar import SOURCE, calendar_of
from oppna_jamforelser.publish.quality.facts import Facts, read_facts
from oppna_jamforelser.swedish import amount, comma

NOT_OFFICIAL = (
    "Detta är inte officiell statistik, och ingen myndighet har fastställt den. Rubrikerna är de "
    "som officiell statistik deklareras under, så att den som är van vid dem hittar."
)

_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
    "oktober", "november", "december",
)  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One subject under a heading, and what is said about it."""

    amne: str
    text: str


@dataclass(frozen=True)
class Declaration:
    """What is said about a publication's quality, by heading in a fixed order."""

    matar: int
    markning: str
    sections: tuple[tuple[str, tuple[Item, ...]], ...]

    @property
    def title(self) -> str:
        """Return what it is called."""
        return f"Kvalitetsdeklaration: våld i nära relationer, mätår {self.matar}"

    def rows(self) -> list[tuple[str, str, str]]:
        """Return heading, subject and text, one row for each subject."""
        return [
            (heading, item.amne, item.text) for heading, items in self.sections for item in items
        ]


def read_declaration(connection: duckdb.DuckDBPyConnection, matar: int) -> Declaration:
    """Return the declaration of the publication of *matar*, filled from the warehouse."""
    facts = read_facts(connection, matar)
    return Declaration(
        matar,
        facts.markning,
        (
            ("Relevans", _relevance(facts)),
            ("Tillförlitlighet", _accuracy(facts)),
            ("Aktualitet och punktlighet", _timeliness(facts)),
            ("Tillgänglighet och tydlighet", _access()),
            ("Jämförbarhet och samanvändbarhet", _coherence(facts)),
        ),
    )


def _relevance(facts: Facts) -> tuple[Item, ...]:
    groups = ", ".join(f"{name} ({count})" for name, count in facts.groups)
    return (
        Item(
            "Ändamål",
            "Visa kommunernas arbete mot våld i nära relationer, så att en kommun kan jämföra sig "
            "med andra, följa sin utveckling och se vad som står mellan den och Ja. Resultaten "
            "säger om något finns och är uppföljt, inte hur väl det fungerar.",
        ),
        Item(
            "Vilka som ingår",
            f"Alla kommuner: {facts.units} svarande enheter, varav {facts.parts} är delar av "
            "städer som svarar i delar.",
        ),
        Item(
            "Vad som mäts",
            f"{_indicators(facts.indicators)}, och {facts.composites} mått som är sammansatta av "
            "dem för den nationella strategin. Vad var och en är till för står på bladet "
            "Indikatorer.",
        ),
        Item("Redovisas för", f"Varje enhet, och dessa indelningar (antal grupper): {groups}."),
        Item(
            "Vilken tid",
            f"Läget den {_in_words(facts.matdatum)}. Frågor om uppföljning ser tillbaka det antal "
            "månader som frågan anger.",
        ),
    )


def _accuracy(facts: Facts) -> tuple[Item, ...]:
    missing = sum(count for _, count in facts.reasons)
    reasons = "; ".join(f"{text.rstrip('.')}: {count}" for text, count in facts.reasons)
    known, agreeing = facts.published
    return (
        *_marking(facts),
        Item("Urval", "Inget: undersökningen gäller alla, så det osäkra är de som saknas."),
        Item(
            "Ramtäckning",
            "Alla kommuner finns med. "
            + (
                f"{facts.units_without_source} av {facts.units} enheter i ramen är kända genom "
                "allmän kunskap, utan källa till hands."
                if facts.units_without_source
                else "Varje enhet i ramen har en källa."
            ),
        ),
        *(
            Item(f"Svarsfrekvens: {name}", f"{answering} av {asked} enheter, {percent} procent.")
            for name, answering, asked, percent in facts.response
        ),
        Item(
            "Bortfall",
            f"{missing} av {facts.results} resultat saknas ({_percent(missing, facts.results)}). "
            f"Orsaker: {reasons}. Saknade svar ersätts inte och räknas aldrig som Nej."
            if missing
            else "Inget resultat saknas.",
        ),
        Item(
            "Vad bortfallet kan betyda",
            "Bredvid varje andel står den lägsta och högsta som de saknade svaren kunde ge. I "
            f"riket är avståndet som mest {comma(facts.widest)} procentenheter.",
        ),
        Item(
            "Andelar som inte visas",
            f"{facts.hidden} av {facts.shares} andelar, därför att ej aktuellt och bortfall "
            f"tillsammans är mer än {facts.limit_percent} procent, eller för att ingen har ett "
            f"tillämpligt svar. Källans regel kan läsas på två sätt; för "
            f"{facts.shown_otherwise} andelar ger de olika besked.",
        ),
        Item(
            "Mätning",
            "Svaren bygger på hur de svarande tolkat frågorna och på deras bedömning. "
            f"{facts.refused} rader togs inte emot därför att de inte gick att tolka eller motsade "
            f"varandra, och {facts.skip_faults} svar på följdfrågor stämmer inte med frågan före.",
        ),
        Item(
            "Vad som är antaget",
            " ".join(
                f"{name}: {count} av {facts.indicators} indikatorer. {text}"
                for name, text, count in facts.belagg
            ),
        ),
        Item(
            "Mot det som är publicerat",
            f"{agreeing} av {known} publicerade andelar för riket stämmer med de beräknade."
            if known
            else "För det här mätåret finns ingen publicerad andel att jämföra med.",
        ),
    )


def _marking(facts: Facts) -> tuple[Item, ...]:
    if not facts.markning:
        return ()
    return (
        Item(
            facts.markning.capitalize(),
            "Svaren är påhittade och ingen uppgift är ett verkligt resultat. Det som sägs nedan "
            "gäller de påhittade svaren.",
        ),
    )


def _timeliness(facts: Facts) -> tuple[Item, ...]:
    return (
        *(Item(event.nar.capitalize(), event.vad) for event in calendar_of(facts.matar)),
        Item(
            "Punktlighet",
            "När den här publikationen kom, och vilken den ersätter, står i publikationer.json "
            f"bredvid den. Tiderna ovan är källans ({SOURCE}).",
        ),
        Item(
            "Rättelser",
            "En publikation ändras aldrig. En rättelse är en ny publikation med tillståndet "
            "rättad, och oj diff visar varje ändrad siffra med dess orsak.",
        ),
    )


def _access() -> tuple[Item, ...]:
    return (
        Item(
            "Former",
            "En arbetsbok för den som läser, öppna filer för den som räknar vidare (CSV, Parquet, "
            "JSON-stat, Data Package, DCAT-AP-SE) och en rapport för varje kommun, stadsdel och "
            "grupp.",
        ),
        Item(
            "Förklaringar",
            "Varje cell utan värde har en orsak. Indikatorernas syfte, definitioner och källor "
            "följer med, och oj explain går från en siffra till svaren bakom den.",
        ),
        Item("Vad som lämnas ut", "Ingen text som en svarande skrivit publiceras."),
    )


def _coherence(facts: Facts) -> tuple[Item, ...]:
    years = f"{facts.years[0]}–{facts.years[-1]}"
    before = facts.matar - 1
    return (
        Item(
            f"Med mätår {before}",
            f"{', '.join(f'{text}: {_indicators(count)}' for text, count in facts.comparable)}. "
            + (
                f"För {facts.assumed_pairs} av dem är det ett antagande att åren kan jämföras "
                "direkt: ingen källa säger det."
                if facts.assumed_pairs
                else "En källa säger vilka som får jämföras."
            )
            if facts.comparable
            else f"Mätår {before} finns inte i publikationen.",
        ),
        Item(
            "Över alla år",
            f"Mätår {years}. {facts.breaks_in_all} gånger går en indikator inte att jämföra med "
            "året före; då räknas ingen förändring. Bladet Jämförbarhet säger vilka och varför.",
        ),
        *(
            (
                Item(
                    "Ändrad ram",
                    " ".join(facts.frame_breaks) or f"Samma enheter svarar som mätår {before}.",
                ),
            )
            if before in facts.years
            else ()
        ),
        Item(
            "Mellan grupper",
            "En grupp jämförs med resten, aldrig med en helhet som den ingår i. En skillnad är "
            "säker bara när de möjliga andelarna inte möts.",
        ),
        Item(
            "Med andra källor",
            f"Kommun- och länskoder är de officiella, och {facts.kolada} indikatorer har den "
            "beteckning som Kolada har. Siffrorna är varken Koladas eller Socialstyrelsens.",
        ),
    )


def _percent(part: int, whole: int) -> str:
    """Return a part in whole percent, half up from the integers."""
    return f"{(200 * part + whole) // (2 * whole)} procent"


def _in_words(day: date) -> str:
    """Return a day as a sentence holds it."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _indicators(count: int) -> str:
    return amount(count, "indikator", "indikatorer")
