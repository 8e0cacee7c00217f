"""Rows that do not enter the warehouse: at least one for every reason of quarantine."""

from collections.abc import Sequence

from oppna_jamforelser.example.enheter import Enhet
from oppna_jamforelser.example.enkat import Enkat, Post
from oppna_jamforelser.example.leverans import Rad
from oppna_jamforelser.example.slump import Slump
from oppna_jamforelser.example.svarstext import UTANFOR_SKALAN

BESVARAD = Post("G7", "missbruk")  # asked in every year


def felaktiga_rader(
    enkat: Enkat,
    enheter: Sequence[Enhet],
    i_ramen: Sequence[Enhet],
    svarande: Sequence[Enhet],
    slump: Slump,
) -> list[Rad]:
    """Return the year's faulty rows. None of them can change an answer that was given."""
    matar = enkat.matar
    ram, svar = set(i_ramen), set(svarande)
    utanfor = [enhet for enhet in enheter if enhet not in ram]
    tysta = [enhet for enhet in i_ramen if enhet not in svar]

    def val(bland: Sequence[Enhet], vad: str) -> str:
        return slump.val(bland, matar, vad).enhet_kod

    def rad(enhet_kod: str | None, post: Post = BESVARAD, text: str = "Ja", **annat: str) -> Rad:
        fraga, omrade, delfraga = (del_kod or None for del_kod in post)
        given = Rad(str(matar), enhet_kod, fraga, omrade, delfraga, text, None, f"{matar}-03-01")
        return given._replace(**annat)

    sedd = val(svarande, "fel antal fält")
    ej_stalld = slump.val(enkat.ej_stallda, matar, "ej ställd")
    tyst = val(tysta, "bara ogiltiga svar")
    return [
        Rad(rad=f"{matar};{sedd};G7;missbruk;Ja", lasfel_kod="fel_antal_falt"),
        rad(None),
        rad(val(svarande, "frågekod saknas"), Post("")),
        rad(val(svarande, "mätår"), matar=f"{matar % 100}"),
        rad(val(svarande, "mätår"), matar=f"{matar + 100}"),
        rad("9999"),
        rad(val(utanfor, "utanför ramen")),
        rad(val(svarande, "okänd fråga"), Post("G99")),
        rad(val(svarande, "ej ställd"), ej_stalld),
        rad(val(svarande, "område"), Post("G7", "skola")),
        rad(val(svarande, "delfråga"), Post("G3", "vinr", "brandkår")),
        rad(val(svarande, "inlämnad"), Post("G8", "missbruk"), "Nej", inlamnad=f"{matar}-02-31"),
        # A unit all of whose rows are refused has answered nothing.
        rad(tyst, text=UTANFOR_SKALAN[0]),
        rad(tyst, Post("G8", "missbruk"), UTANFOR_SKALAN[1]),
    ]
