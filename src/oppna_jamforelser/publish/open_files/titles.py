"""Titles of the published tables and measures."""

TITLES = {
    "bridge_enhet_grupp": "Enheternas grupper, per mätår",
    "dim_egen_grupp_indikator": "Egna gruppers listor över indikatorer",
    "dim_enhet": "Redovisningsenheter",
    "dim_etikett": "Koder med sina ord på svenska och engelska",
    "dim_indikator": "Indikatorer",
    "dim_jamforbarhet": "Hur varje par av mätår kan jämföras",
    "dim_jamforbarhet_ram": "Grupper vars enheter är andra än året före",
    "dim_kolumn": "Kolumnernas rubriker och vad de betyder",
    "dim_kommun": "Kommuner",
    "dim_redovisningsgrupp": "Redovisningsgrupper",
    "dim_scenario": "Scenarier: vad som antas annorlunda",
    "fct_enhetsovergang": "Enheternas övergångar mellan två mätår",
    "fct_enhetsutfall": "Utfall per enhet, indikator och mätår",
    "fct_enhetsutfall_omraknat": "Utfall per enhet med ett annat mätårs regel",
    "fct_enhetsvarde": "Antal personer per 10 000 vuxna och andelar, per enhet och kalenderår",
    "fct_forandring": "Gruppernas förändring mellan två mätår",
    "fct_forandring_orsak": "Vad gruppernas förändring består av",
    "fct_gruppvarde": "Antal och andel per grupp, indikator och mätår",
    "fct_gruppvarde_omraknad": "Gruppernas andelar med ett annat mätårs regel",
    "fct_gruppvarde_ovriga": "Resten av en grupp utan en annan: övriga riket, länet utan staden",
    "fct_gruppvarde_tal": "Antal personer per 10 000 vuxna och andelar, per grupp och kalenderår",
    "fct_scenario": "Gruppernas andelar som scenarierna skulle ändra",
    "fct_svarsfrekvens": "Svarsfrekvens per grupp, verksamhetsområde och mätår",
    "fct_tal_forandring": "Hur tal om personer har ändrats mellan två kalenderår",
    "fct_tidsserie": "Tidsserier för enheter och grupper",
    "kodlista": "Koder och vad de betyder",
    "mart_avstamning": "Publicerade värden bredvid beräknade",
    "mart_avstamning_forandring": "Publicerade förändringar bredvid beräknade",
    "mart_bevis_svar": "Svaren bakom varje utfall, ett per roll",
    "mart_gott_exempel": "Enheter som gick till Ja, att fråga",
    "mart_indikator_kort": "Indikatorkort, fält för fält",
    "mart_indikatorhalsa": "Indikatorernas hälsa: spridning, bortfall och växlingar",
    "mart_kommun_indikator": "Kommunernas resultat med jämförelser, i ord",
    "mart_liknande_kommun": "De sju kommuner som är mest lika var och en",
    "mart_nara_ja": "Hur många enheter som är nära Ja, per grupp",
    "mart_sanningstabell": "Sanningstabeller: vad varje kombination av svar ger",
    "mart_omraden": "Samma rutin mellan verksamhetsområden",
    "mart_samre_och_forsamras": "Sämre än övriga, och försämras",
    "mart_trend": "Gruppernas trender",
    "mart_undersokning": "Vad källorna säger om undersökningen",
    "mart_vagen_till_ja": "Kortaste vägen till Ja",
}

TITLES_EN = {
    "bridge_enhet_grupp": "The units' groups, by survey year",
    "dim_egen_grupp_indikator": "Lists of indicators of own groups",
    "dim_enhet": "Reporting units",
    "dim_etikett": "Codes with their words in Swedish and English",
    "dim_indikator": "Indicators",
    "dim_jamforbarhet": "How each pair of survey years compares",
    "dim_jamforbarhet_ram": "Groups whose units are others than the year before",
    "dim_kolumn": "The columns of the tables, with Swedish titles and meanings",
    "dim_kommun": "Municipalities",
    "dim_redovisningsgrupp": "Groups of units",
    "dim_scenario": "Scenarios: what is assumed otherwise",
    "fct_enhetsovergang": "The units' transitions between two survey years",
    "fct_enhetsutfall": "Outcomes by unit, indicator and survey year",
    "fct_enhetsvarde": "Counts of persons and other figures by unit, with their reasons",
    "fct_enhetsutfall_omraknat": "Outcomes by unit under another survey year's rule",
    "fct_forandring": "The groups' changes between two survey years",
    "fct_forandring_orsak": "What the groups' changes consist of",
    "fct_gruppvarde": "Counts and shares by group, indicator and survey year",
    "fct_gruppvarde_omraknad": "The groups' shares under another survey year's rule",
    "fct_gruppvarde_ovriga": "The rest of a group without another",
    "fct_gruppvarde_tal": "Counts of persons and other figures by group, with their reasons",
    "fct_scenario": "The groups' shares that the scenarios would change",
    "fct_svarsfrekvens": "Response rates by group, area and survey year",
    "fct_tal_forandring": "Changes of counts of persons between two years",
    "fct_tidsserie": "Time series of units and groups",
    "kodlista": "Codes and what they mean",
    "mart_avstamning": "Published values beside computed ones",
    "mart_avstamning_forandring": "Published changes beside computed ones",
    "mart_bevis_svar": "The answers behind each outcome, one for each role",
    "mart_gott_exempel": "Units that went to Ja, to ask",
    "mart_indikator_kort": "Indicator cards, field by field",
    "mart_indikatorhalsa": "The indicators' health: spread, missing answers, switches",
    "mart_kommun_indikator": "The municipalities' results with comparisons, in words",
    "mart_liknande_kommun": "Municipalities that are like each other, and in what",
    "mart_nara_ja": "How many units are close to Ja, by group",
    "mart_omraden": "The same routine between areas of the social services",
    "mart_samre_och_forsamras": "Worse than the rest, and getting worse",
    "mart_sanningstabell": "Truth tables: what each combination of answers gives",
    "mart_trend": "The groups' trends",
    "mart_undersokning": "What the sources say of the survey",
    "mart_vagen_till_ja": "The shortest way to Ja",
}

METRICS_EN = {
    "enheter_antal": "Units in the group, count",
    "ja_antal": "Units with Ja, count (numerator)",
    "delvis_antal": "Units with Delvis, count",
    "nej_antal": "Units with Nej, count",
    "ej_aktuellt_antal": "Units with Ej aktuellt, count (outside the denominator)",
    "bortfall_antal": "Units without a result, count",
    "namnare_antal": "Denominator, count",
    "andel_procent": "Share of Ja, percent",
    "lagsta_procent": "Lowest share that the missing could give, percent",
    "hogsta_procent": "Highest share that the missing could give, percent",
    "redovisas": "The share is shown (1 yes, 0 no)",
    "redovisas_lasning_b": "The share would be shown by reading B of the 20 percent rule (1, 0)",
}

SEXES_EN = {"totalt": "All", "kvinnor": "Women", "man": "Men"}

PERSON_METRICS_EN = {
    "antal": "Persons, count",
    "namnare_antal": "Adults, or the share's denominator, count",
    "varde": "Value: per 10 000 adults, or percent for shares",
    "varde_lasning_b": "Value, reading B: the mean of the units' rates, as Kolada counts",
    "enheter_antal": "Units in the group, count",
    "rapporterande_antal": "Units that reported, count",
    "tackning_procent": "Coverage: share of the group's adults in units that reported, percent",
    "ar_narmevarde": "Approximate (1 yes, 0 no)",
}
PERSON_UNITS: dict[str, dict[str, object]] = {
    "antal": {"label": "personer", "decimals": 0},
    "namnare_antal": {"label": "personer", "decimals": 0},
    "varde": {"label": "per 10 000 vuxna, eller procent", "decimals": 1},
    "varde_lasning_b": {"label": "per 10 000 vuxna", "decimals": 1},
    "enheter_antal": {"label": "enheter", "decimals": 0},
    "rapporterande_antal": {"label": "enheter", "decimals": 0},
    "tackning_procent": {"label": "procent", "symbol": "%", "position": "end", "decimals": 0},
    "ar_narmevarde": {"label": "1 ja, 0 nej", "decimals": 0},
}


def title_of(mart: str) -> str:
    """Return the Swedish title of a mart; one without a title here goes by its name."""
    return TITLES.get(mart, mart)


def title_en_of(mart: str) -> str:
    """Return the English title of a mart; one without a title here goes by its name."""
    return TITLES_EN.get(mart, mart)
