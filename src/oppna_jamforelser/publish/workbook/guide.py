"""Swedish texts of the sheets that explain: contents, reading guide, method."""

SHEETS = {
    "Start": "Välj kommun, stadsdel eller grupp, jämförelse och mätår. Tabellerna fylls i.",
    "Utveckling": "Alla år för det valda, med jämförelsens år och belägg under.",
    "Vägen till Ja": "Vad som återstår till Ja för det valda, och vad orden betyder.",
    "Kommuner": "Alla kommuner och stadsdelar och alla indikatorer för mätåret, med filter.",
    "Mellan områden": "Vilka av en kommuns områden som har en rutin, och vilka som saknar den.",
    "Grupper": "Riket, län, storleksgrupper, SKR-grupper och egna grupper: antal, andelar.",
    "Förändringar": "Hur andelarna ändrats, och vad som är regel, ram, svar och verklighet.",
    "Lista dalarna": "Egna gruppens lista, i källans ordning, för varje kommun.",
    "Personer": "Antal våldsutsatta personer: värde, antal, täckning, för grupper även per kön.",
    "Försämrat": "Det som säkert är sämre än hos övriga och sämre än året före.",
    "Indikatorer": "Hela kortet för varje indikator: syfte, definitioner, frågor, beräkning.",
    "Indikatorlista": "En rad per indikator, även de utan resultat.",
    "Läsguide": "Fyra steg från resultat till förbättring.",
    "Metod": "Hur resultaten räknas, och vilka källor reglerna har.",
    "Jämförbarhet": "Hur varje par av år kan jämföras, varför, och om en källa säger det.",
    "Kvalitet": "Hur tillförlitliga, aktuella och jämförbara resultaten är.",
    "Noter": "Vad ord och tecken betyder.",
}

STEPS = (
    (
        "1. Hitta det som kan bli bättre",
        "Gå igenom era resultat. Vad skiljer er från länet, riket och kommuner som liknar er? "
        "Finns det ett område med flera Nej? Välj ett eller ett par områden att gå vidare med.",
        "Start: byt jämförelse. Kommuner: filtrera på län, storleksgrupp eller SKR-grupp.",
    ),
    (
        "2. Lägg till det ni själva vet",
        "Ett Ja eller Nej säger inte allt. Läs vad indikatorn är till för och väg in annat: egen "
        "statistik, brukarnas erfarenheter, tillsyn, andra undersökningar. Ta reda på om ett Nej "
        "betyder att något saknas helt eller bara inte är uppföljt.",
        "Indikatorer: vad som mäts. Start, sista kolumnen: vad som återstår till Ja.",
    ),
    (
        "3. Se på utvecklingen",
        "Jämför med tidigare år, men aldrig över ett brott. Fråga vad som hände när resultatet "
        "ändrades: ny organisation, nya rutiner, annan personal, ändrad lag. För grupper kan en "
        "del av förändringen bero på nya regler eller på vilka som svarade.",
        "Start: en kolumn per år. Förändringar: vad en förändring består av. Jämförbarhet: brott.",
    ),
    (
        "4. Bestäm, gör och följ upp",
        "Formulera vad ni vill uppnå och sätt mål. Bestäm vem som gör vad, till när och vad det "
        "får kosta. Bestäm redan nu hur och när ni ska se efter om det blev som ni tänkt.",
        "Start, sista kolumnen: börja med det som är ett steg från Ja.",
    ),
)

METHOD = (
    (
        "Vilka som ingår",
        "Alla kommuner. En stad som svarar i delar ingår med sina delar, som var och en räknas som "
        "en enhet. Läget gäller den 1 februari mätåret.",
    ),
    (
        "Resultat",
        "Ja, Delvis, Nej eller Ej aktuellt, enligt en regel per indikator. Regeln och källan står "
        "på bladet Indikatorer. Saknas ett resultat står orsaken i cellen.",
    ),
    (
        "Andel",
        "Antal Ja delat med antal svarande. Svarande är gruppens enheter utan Ej aktuellt och utan "
        "dem som saknas. Andelar räknas från heltal och avrundas till hela procent, halva uppåt. "
        "En andel av färre än fem svarande skrivs med antalen och ska inte rangordnas.",
    ),
    (
        "När en andel inte visas",
        "En grupps andel visas inte när Ej aktuellt och saknade svar tillsammans är mer än 20 "
        "procent av enheterna. Då står För stort bortfall.",
    ),
    (
        "Lägsta och högsta möjliga",
        "Undersökningen gäller alla, så det osäkra är de som saknas. Lägsta är andelen om alla "
        "saknade hade svarat Nej, högsta om alla hade svarat Ja.",
    ),
    (
        "Säker skillnad",
        "En skillnad mellan två grupper är säker bara när deras möjliga andelar inte möts. En del "
        "jämförs med resten, till exempel övriga riket, aldrig med en helhet som den ingår i. "
        "En hel stad jämförs därför med gruppen utan staden.",
    ),
    (
        "Förändring",
        "Räknas bara mellan år som får jämföras. Den delas i regel (samma svar, ny regel), ram och "
        "grupp (andra enheter), vilka som svarat, och verklig (samma enheter, ändrade svar).",
    ),
    (
        "Källor till reglerna",
        "Öppna jämförelser 2017, Våld i nära relationer: guide med metodbilaga och "
        "indikatorbeskrivningar. Resultatsidan för 2024. Region Dalarnas överenskommelse, "
        "bilaga 4. Den nationella strategin mot mäns våld mot kvinnor, mål 4.",
    ),
    (
        "Vem som har räknat",
        "Alla resultat i filen är räknade av det öppna projektet oppna-jamforelser ur enkätsvar. "
        "De är varken Socialstyrelsens eller Koladas uppgifter och får inte anges som deras.",
    ),
)

SIGNS = {
    "Dolda blad": "Det som formlerna slår upp i. De skrivs inte ut och behöver inte ändras.",
    "‖ Nej": "Resultatet får inte jämföras med året före.",
    "≈ Nej": "Resultatet får bara delvis jämföras med året före.",
    "80 % (4 av 5)": "Fyra av fem svarande delar av staden har Ja.",
    "Ställdes inte": "Frågan ställdes inte det året.",
    "Fanns inte": "Kommunen eller stadsdelen fanns inte som egen svarande det året.",
    "Ingen andel": "En annan kommun har ett resultat, inte en andel.",
    "Inget": "Uppgiften finns inte för indikatorn.",
    "Skyddad": "Antal på 1–4 personer, och tal som de kan räknas fram ur, visas inte.",
    "Läsning B": (
        "Medelvärdet av enheternas tal, som Kolada räknar; visas bara där varje enhets tal visas."
    ),
    "Närmevärde": "En andel bildad av två antal från samma år.",
    "Täckning": "Andelen av gruppens vuxna som bor i enheter som har rapporterat.",
    "Räknas inte": "Delen eller förändringen räknas inte; orsaken står i radens sista kolumn.",
}
