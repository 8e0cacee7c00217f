"""The pages that lead to the others, and those that say how to read them."""

from itertools import groupby
from typing import Any

from oppna_jamforelser.publish.quality.calendar import SOURCE, calendar_of
from oppna_jamforelser.publish.quality.declaration import NOT_OFFICIAL, read_declaration
from oppna_jamforelser.publish.webb.address import Place
from oppna_jamforelser.publish.webb.proof import Proof
from oppna_jamforelser.publish.webb.site import Site
from oppna_jamforelser.publish.workbook.guide import METHOD, STEPS
from oppna_jamforelser.report.scope import Scope
from oppna_jamforelser.report.subject import UNIT
from oppna_jamforelser.warehouse import Row

_MALLAR = "publish/webb/mallar"
_SIGNS = (
    ("‖", "Resultatet får inte jämföras med året före."),
    ("≈", "Resultatet får bara delvis jämföras med året före."),
    ("Prickad understrykning", "Året bygger på ett antagande."),
    ("4 av 5", "Fyra av fem har Ja. Antalen står alltid bredvid en andel av färre än fem."),
    ("▲ ▼ ○", "Gruppen är säkert högre eller säkert lägre än övriga, eller ingetdera är säkert."),
)


def write_pages(site: Site, scope: Scope) -> None:
    """Write start, lists, glossaries, declaration, calendar and how to read."""
    rows = site.warehouse.rows
    asked = rows(
        """
        select varde.indikator_id, indikator.kortnamn, indikator.indikatoromrade,
            varde.andel_procent, varde.ja_antal, varde.namnare_antal, orsak.orsak_text,
            belagg.belagg_kort
        from marts.fct_gruppvarde as varde
        inner join marts.dim_indikator as indikator
            on varde.indikator_id = indikator.indikator_id
        left join regler.orsak as orsak on varde.orsak_kod = orsak.orsak_kod
        left join metadata.belagg as belagg on varde.belagg = belagg.belagg
        where varde.gruppindelning = 'riket' and varde.matar = ?
        order by indikator.indikatoromrade collate sv, indikator.kortnamn collate sv,
            varde.indikator_id
        """,
        site.matar,
    )
    _write_start(site, scope, asked)
    _write_lists(site, {row["indikator_id"]: row["indikatoromrade"] for row in asked})
    _write_glossaries(site)
    site.render(
        f"{_MALLAR}/kvalitet.html.j2",
        "kvalitet.html",
        declaration=read_declaration(site.warehouse.connection, site.matar),
        not_official=NOT_OFFICIAL,
    )
    site.render(
        f"{_MALLAR}/kalender.html.j2",
        "kalender.html",
        events=calendar_of(site.matar),
        kalla=SOURCE,
    )
    belagg = rows("select belagg_kort, belagg_text from metadata.belagg order by styrka")
    site.render(
        f"{_MALLAR}/lasanvisning.html.j2",
        "lasanvisning.html",
        steps=[(heading, text) for heading, text, _ in STEPS],
        method=[(name, text.replace("på bladet Indikatorer", "på indikatorns sida")
                 .replace("i filen", "här")) for name, text in METHOD],
        signs=_SIGNS,
        belagg=[tuple(row.values()) for row in belagg],
    )  # fmt: skip


def _write_start(site: Site, scope: Scope, asked: list[Row]) -> None:
    response = site.warehouse.rows(
        """
        select svarande_antal, enheter_antal, svarsfrekvens_procent
        from marts.fct_svarsfrekvens
        where matar = ? and gruppindelning = 'riket' and omrade_kod = 'alla'
        """,
        site.matar,
    )
    (years,) = site.warehouse.rows(
        "select min(matar) as forsta from marts.fct_gruppvarde where matar <= ?", site.matar
    )
    site.render(
        f"{_MALLAR}/start.html.j2",
        "index.html",
        proof=Proof(""),
        response=response,
        years=[years["forsta"]],
        units=len(scope.frame.units),
        asked=len(asked),
        riket=[
            (area, list(members))
            for area, members in groupby(asked, key=lambda row: row["indikatoromrade"])
        ],
    )


def _write_lists(site: Site, areas: dict[str, str]) -> None:
    def links(chosen: list[Place]) -> list[tuple[str, str]]:
        return [(one.href, one.namn) for one in chosen]

    subjects = site.facts.subjects
    units = [one for one in subjects if one.typ == UNIT]
    cities = [one for one in subjects if one.typ == "storstad"]
    groups = [one for one in subjects if one.typ not in (UNIT, "storstad")]
    names = {
        row["gruppindelning"]: row["gruppindelning_namn"]
        for row in site.warehouse.rows(
            "select gruppindelning, gruppindelning_namn from referens.gruppindelning"
        )
    }
    _list(
        site, "kommuner.html", "Kommuner och stadsdelar",
        "I bokstavsordning. Städer som svarar i delar har en sida för hela staden och en för "
        "varje del.",
        [("Städer som svarar i delar", links(cities)), ("Kommuner och stadsdelar", links(units)),
         ("Har upphört: deras siffror, och vad de nu ingår i",
          links([one for one in site.facts.ended if one.typ == UNIT]))],
    )  # fmt: skip
    _list(
        site, "grupper.html", "Grupper", "Riket, län, storleksgrupper, SKR:s kommungrupper och "
        "egna grupper.",
        [(names[typ], links(list(members)))
         for typ, members in groupby(groups, key=lambda one: one.typ)],
    )  # fmt: skip
    now: dict[str, list[tuple[str, str]]] = {}
    for one in site.facts.indicators:
        area = areas.get(one.indikator_id, "Ställs inte längre")
        now.setdefault(area, []).append((one.href, one.kortnamn))
    parts = sorted(now.items(), key=lambda part: part[0] == "Ställs inte längre")
    measures = [(one.href, one.kortnamn) for one in site.facts.measures]
    parts.append(("Antal våldsutsatta personer", measures))
    _list(
        site, "indikatorer.html", "Indikatorer", "Efter område; sist de som inte ställs längre och "
        "antal personer.",
        parts,
    )  # fmt: skip


def _list(site: Site, path: str, rubrik: str, ingress: str, parts: list[Any]) -> None:
    site.render(
        f"{_MALLAR}/lista.html.j2", path, rubrik=rubrik, ingress=ingress,
        parts=[part for part in parts if part[1]],
    )  # fmt: skip


def _write_glossaries(site: Site) -> None:
    words = site.warehouse.rows(
        """
        select begrepp_kod as kod, begrepp_namn as namn, text_sv, text_en, kalla
        from metadata.begrepp
        order by begrepp_namn collate sv, begrepp_kod
        """
    )
    labels = site.warehouse.rows(
        """
        select utfall as kod, utfall_text as namn, utfall_text_en as namn_en, kalla
        from regler.utfall
        union all
        select orsak_kod, orsak_text, orsak_text_en, kalla from regler.orsak
        order by kod
        """
    )
    names = {
        row["indikator_id"]: row["namn"]
        for row in site.warehouse.rows(
            "select indikator_id, coalesce(namn_en, kortnamn) as namn from marts.dim_indikator"
        )
    }
    site.render(
        f"{_MALLAR}/ordlista.html.j2",
        "ordlista.html",
        sprak="sv",
        rubrik="Ordlista",
        ingress="Vad orden i frågor och regler betyder, och var det står.",
        andra={"href": "en/glossary.html", "sprak": "en", "text": "In English"},
        indicators=[],
        parts=[
            ("Begrepp", [row | {"text": row["text_sv"]} for row in words if row["text_sv"]]),
            (
                "Resultat och orsaker",
                [
                    row | {"text": "Resultat eller orsak till att ett värde saknas."}
                    for row in labels
                ],
            ),
        ],
    )

    def in_english(rows: list[Row], text: str) -> list[Row]:
        """Return the Swedish words of *rows* that have a *text* in English."""
        return [row | {"kalla": None, "text": row[text]} for row in rows if row[text]]

    site.render(
        f"{_MALLAR}/ordlista.html.j2",
        "en/glossary.html",
        sprak="en",
        rubrik="Glossary",
        ingress="What the words of questions and rules mean. The terms are in Swedish.",
        andra={"href": "ordlista.html", "sprak": "sv", "text": "På svenska"},
        indicators=[
            (f"en/{one.href}", names[one.indikator_id])
            for one in (*site.facts.indicators, *site.facts.measures)
        ],
        parts=[
            ("Terms", in_english(words, "text_en")),
            ("Outcomes and reasons", in_english(labels, "namn_en")),
        ],
    )
