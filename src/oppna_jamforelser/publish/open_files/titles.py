"""Swedish titles of the published tables and measures."""

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
    "mart_nara_ja": "Hur många enheter som är nära Ja, per grupp",
    "mart_sanningstabell": "Sanningstabeller: vad varje kombination av svar ger",
    "mart_omraden": "Samma rutin mellan verksamhetsområden",
    "mart_samre_och_forsamras": "Sämre än övriga, och försämras",
    "mart_trend": "Gruppernas trender",
    "mart_undersokning": "Vad källorna säger om undersökningen",
    "mart_vagen_till_ja": "Kortaste vägen till Ja",
}

METRICS = {
    "enheter_antal": "Enheter i gruppen, antal",
    "ja_antal": "Enheter med Ja, antal (täljare)",
    "delvis_antal": "Enheter med Delvis, antal",
    "nej_antal": "Enheter med Nej, antal",
    "ej_aktuellt_antal": "Enheter med Ej aktuellt, antal (utanför nämnaren)",
    "bortfall_antal": "Enheter utan resultat, antal",
    "namnare_antal": "Nämnare, antal",
    "andel_procent": "Andel Ja, procent",
    "lagsta_procent": "Lägsta andel som bortfallet kan ge, procent",
    "hogsta_procent": "Högsta andel som bortfallet kan ge, procent",
    "redovisas": "Andelen redovisas (1 ja, 0 nej)",
    "redovisas_lasning_b": "Andelen skulle redovisas enligt läsning B av 20-procentsregeln (1, 0)",
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


def title_of(mart: str) -> str:
    """Return the Swedish title of a mart; one without a title here goes by its name."""
    return TITLES.get(mart, mart)
