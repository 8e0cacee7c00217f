"""Publisher, licence and addresses: the one place to change before a real release."""

NAME = "oppna-jamforelser-vinr"
TITLE = "Öppna jämförelser: våld i nära relationer"
TITLE_EN = "Open comparisons: violence in close relationships"
KEYWORDS = ("våld i nära relationer", "öppna jämförelser", "socialtjänst", "kommun", "indikator")

KEYWORDS_EN = (
    "violence in close relationships",
    "open comparisons",
    "social services",
    "municipality",
    "indicator",
)

PUBLISHER = "Projektet Öppna jämförelser – våld i nära relationer (öppet datalager)"
PUBLISHER_TYPE = "http://purl.org/adms/publishertype/NonProfitOrganisation"
CONTACT = "Projektets redaktion"
# .invalid is reserved and never delivered: no address is better than somebody else's
EMAIL = "mailto:redaktion@oppna-jamforelser.invalid"

LICENCE = "CC0-1.0"
LICENCE_TITLE = "CC0 1.0 Universell"
LICENCE_URL = "http://creativecommons.org/publicdomain/zero/1.0/"

# Names of things (catalogue, series, datasets): the same in every publication, wherever it lies.
BASE_URI = "urn:oppna-jamforelser:vinr:"
# Addresses of files, seen from the catalogue: right wherever the whole folder is put.
FILES_URL = "../"

ORIGIN = (
    "Beräknat i ett öppet datalager från kommunernas enkätsvar, enligt Socialstyrelsens "
    "vägledning 2017 och de beslut som projektet redovisar. Ingen siffra är Socialstyrelsens eller "
    "Koladas."
)
ORIGIN_EN = (
    "Computed in an open data warehouse from the municipalities' answers, by the guide of 2017 "
    "and decisions that the project accounts for. No figure is that of Socialstyrelsen or Kolada."
)
EXAMPLE_WARNING_EN = (
    "Synthetic example data: the answers are made up. No figure is about a real municipality or "
    "county."
)
EXAMPLE_WARNING = (
    "Syntetiska exempeldata: svaren är påhittade. Ingen siffra gäller en verklig kommun eller "
    "ett verkligt län."
)
