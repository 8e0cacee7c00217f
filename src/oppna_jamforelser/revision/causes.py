"""The causes that a published cell can change for, and which seed belongs to which."""

from collections.abc import Mapping
from enum import Enum

from oppna_jamforelser.grouped import grouped


class Cause(Enum):
    """A cause: what is exchanged between two publications, in the words of the reader."""

    NYTT_SVAR = "nytt svar"
    RATTAT_SVAR = "rättat svar"
    TILLBAKADRAGEN = "tillbakadragen leverans"
    REGEL = "regel"
    POLICY = "redovisningspolicy"
    GRUPP_RAM = "grupp eller ram"
    INDIKATORTEXT = "indikatortext"
    KOD = "kod"
    NYTT_MATAR = "annat mätår"


ANSWERS = (Cause.NYTT_SVAR, Cause.RATTAT_SVAR, Cause.TILLBAKADRAGEN)
SEED_CAUSES = (Cause.REGEL, Cause.POLICY, Cause.GRUPP_RAM, Cause.INDIKATORTEXT)

_SEEDS = {
    Cause.REGEL: (
        # how answers are asked for and read
        "delfraga fraga fraga_post fraga_version icke_metod metod_stavning svarsalternativ "
        "svarsklass svarsskala indikator_insamling "
        # how they are judged, and the words for it
        "gren_lasning indikator_komponent indikator_regel indikator_roll karantan_orsak lasning "
        "orsak regel regel_gren regel_roll roll skillnad utfall vag_fraga vag_svarsklass vag_text "
        "egen_regeltext "
        # what may be compared over time
        "enhetsovergang jamforbarhet jamforbarhet_klass jamforbarhet_orsak jamforbarhet_ram "
        "omraknings_metod omraknings_scenario tid_orsak jamforbar_mellan_omraden "
        "omraden_indikator omraden_orsak "
        # what is checked against
        "avstamning_orsak kolada_skalvarde publicerad_andel publicerad_svarsfrekvens ram_antal "
        "sanningsrad storleksgrupp_antal "
        # what findings and scenarios assume
        "antagande_typ fyndpolicy halsa_grans halsa_orsak halsa_tecken scenario scenario_antagande "
        "scenario_medlem "
        # counts of persons, and which kommuner are alike
        "kon_stavning personpolicy tal_indikator tal_karantan_orsak likhet_orsak likhet_varde "
        "likhet_variabel"
    ),
    Cause.POLICY: "redovisningspolicy",
    Cause.GRUPP_RAM: (
        "egen_grupp egen_grupp_indikator egen_grupp_medlem enhet enhet_sammanslagning enhet_typ "
        "folkmangd gruppindelning kommun kommun_namn lan matar skr_grupp skr_huvudgrupp skr_medlem "
        "skr_revision storleksgrupp tabell1_rattelse verksamhetsomrade"
    ),
    Cause.INDIKATORTEXT: (
        "indikator indikator_kolada indikator_status indikatoromrade kvalitetsdimension "
        "kvalitetsomrade strategi_indikator indikator_typ begrepp kort_begrepp kort_falt "
        "kort_indikator kort_text undersokning belagg text_belagg kolumn_titel "
        "kort_oversattning"
    ),
}
CAUSE_OF_SEED = {seed: cause for cause, seeds in _SEEDS.items() for seed in seeds.split()}


def cause_of_file(path: str) -> Cause:
    """Return the cause that a file of the project belongs to; a seed that nobody knows is code."""
    name, _, suffix = path.rsplit("/", 1)[-1].rpartition(".")
    return CAUSE_OF_SEED.get(name, Cause.KOD) if suffix == "csv" else Cause.KOD


def changed_files(old: Mapping[str, str], new: Mapping[str, str]) -> dict[Cause, list[str]]:
    """Return the project's files that differ, by cause; *old* and *new*: names and checksums."""
    differing = sorted({name for name, _ in old.items() ^ new.items()})
    return grouped(
        (cause_of_file(path), path)
        for path in differing
        if not path.startswith(("landing/", "kolada/"))
    )
