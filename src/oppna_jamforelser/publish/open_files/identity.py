"""The words that are the same in every publication; who publishes it is its edition."""

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
