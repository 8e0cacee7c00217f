"""``LASMIG.txt``: what the files are, in Swedish."""

from pathlib import Path

from oppna_jamforelser.publish.open_files import identity
from oppna_jamforelser.publish.open_files.jsonstat import OUTCOMES
from oppna_jamforelser.publish.open_files.titles import title_of
from oppna_jamforelser.publish.open_files.warehouse import Source

README = "LASMIG.txt"

_TEXT = """{title}
Öppna filer, mätår {period}
{warning}
{origin}

FILERNA
  *.xlsx              Arbetsboken: välj kommun på första bladet. För Excel och LibreOffice.
  csv/                Tabellerna: UTF-8, kommatecken, radslut LF, rubrik på första raden (RFC 4180).
                      Tom cell är "saknas"; tom text skrivs "" inom citattecken. En cell som
                      börjar med = är data: importera filen som text i kalkylprogram.
  parquet/            Samma tabeller med typer.
  datapackage.json    Kolumner, typer, nycklar, samband, kontrollsummor för csv/ (Data Package 2).
  jsonstat/           En kub per mätår för grupper och en för enheter (JSON-stat 2). Utfallet är
                      en kod: {outcomes}. Koder, inte mått: bilda inget medelvärde.
                      Antal våldsutsatta personer har egna kuber per kalenderår.
  kolada/             Kommunernas utfall i samma form som Koladas API v3: kpi.json,
                      municipality.json och data_<mätår>.json. Siffrorna är inte Koladas.
  dcat/katalog.ttl    Metadata enligt DCAT-AP-SE 3.

TABELLERNA
{tables}

NÄR VÄRDE SAKNAS
Varje cell utan värde har en orsak: orsak_kod i tabellerna, status i jsonstat/ och kolada/
(där också ej_aktuellt). Det som saknas är aldrig 0 och aldrig Nej.
{reasons}

VAD SIFFRORNA VILAR PÅ
{evidence}
belagg i tabellerna säger vilket, och note i jsonstat/:
{evidence_codes}

I KOLADAS FORM
Ja=1, Nej=0, eller där Delvis finns Ja=2, Delvis=1, Nej=0. Koladas beteckning används bara där
Kolada hade samma skala; övriga nyckeltal har egna, som börjar med OJ_. En stad som svarar i delar
har medelvärdet av sina delar, avrundat till två decimaler. Antal per 10 000 vuxna (U30750–U30752)
är lästa som Kolada läser dem: en stad är medelvärdet av delarnas tal, om alla visas.

CITERA
{publisher}: {title}, mätår {period}.{cite_warning}
Ange varken Kolada eller Socialstyrelsen som källa.

LICENS
{licence} ({licence_url})
"""


def write_readme(source: Source, folder: Path) -> None:
    """Write the text to *folder*."""
    text = _TEXT.format(
        title=identity.TITLE,
        period=source.period,
        outcomes=", ".join(
            f"{number} {source.codes['utfall'][code]}" for code, number in OUTCOMES.items()
        ),
        warning=f"\n{source.warning}\n" if source.warning else "",
        origin=identity.ORIGIN,
        tables="\n".join(f"  {mart.name:<27} {title_of(mart.name)}" for mart in source.tables),
        reasons="\n".join(
            f"  {code:<27} {text}" for code, text in source.codes["orsak_kod"].items()
        ),
        evidence=source.evidence_text,
        evidence_codes="\n".join(
            f"  {code:<27} {text}" for code, text in source.codes["belagg"].items()
        ),
        publisher=source.edition.utgivare,
        cite_warning=f" {source.marking.capitalize()}." if source.marking else "",
        licence=source.edition.licens_titel,
        licence_url=source.edition.licens_adress,
    )
    (folder / README).write_text(text, encoding="utf-8", newline="\n")
