"""A unit's form: an indicator's answers put in place, and the questions beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from oppna_jamforelser.example.enheter import Enhet
from oppna_jamforelser.example.enkat import FRI_TEXT, KRYSSFRAGOR, Indikator, Post
from oppna_jamforelser.example.underlag import Underlag

# What some write as the name of another method, after a few who write nothing.
ANDRA_METODER = ["iRiSk", "DA", "CTS-2", "HCR-20", "B-SAFER", "Egen manual Fridlinjen", "Trappan"]
INGA_METODER = [None, None, None, "ingen"]
UPPTACKTSMETODER = ["HITS", "WAST", "AAS", "Egen frågeguide", "Frågor om våld, egen mall"]
JOURTIDER = ["Vardagar 16–22, helger 10–18", "Fredag och lördag kväll", "Alla dagar till kl. 01"]
JOURBEMANNING = ["Socialsekreterare i beredskap", "Avtal med grannkommun", "Beredskap per telefon"]


@dataclass
class Enhetssvar:
    """A unit's answers of a year: class by question, and free text where there is any."""

    klasser: dict[Post, str] = field(default_factory=dict)
    fritext: dict[Post, str] = field(default_factory=dict)


def fyll_i(
    underlag: Underlag,
    enhet: Enhet,
    indikator: Indikator,
    roller: Mapping[str, str],
    svar: Enhetssvar,
) -> None:
    """Put an indicator's answers into the form, with the details that its rule does not see."""
    slump, vana = underlag.slump, underlag.vana(enhet, indikator)
    for roll, klass in roller.items():
        post = indikator.roller[roll]
        annan_finns = klass == "nej" and "annan_metod" in underlag.enkat.klasser(post)
        if annan_finns and slump.tal(enhet.stam, "annan metod") < 0.12:
            klass = "annan_metod"
        if roll == "metod_annan" and klass == "ja":
            svar.fritext[post] = slump.val(ANDRA_METODER, enhet.stam, "metod")
        if klass == "ja_utan_namn":
            klass, namn = "ja", slump.val(INGA_METODER, enhet.stam, "metodnamn")
            if namn:
                svar.fritext[post] = namn
        svar.klasser[post] = klass
    if "innehall_a" in roller:
        for delfraga_kod, grans in (("c", 0.3), ("d", 0.15)):
            post = indikator.roller["innehall_a"]._replace(delfraga_kod=delfraga_kod)
            # A plan without A and B holds something else.
            ensam = delfraga_kod == "c" and roller["innehall_b"] == "nej"
            svar.klasser[post] = "ja" if ensam or vana(delfraga_kod) < grans else "nej"
    if indikator.regel_id == "anvant_resultat" and roller.get("bas") == "ja":
        kon = vana("kön")
        if slump.tal(enhet.stam, "kön saknas", underlag.enkat.matar) > 0.03:
            klass = "ja" if kon < 0.6 else "for_fa" if kon < 0.65 else "nej"
            svar.klasser[Post("V7a")] = klass


def fyll_i_ovrigt(underlag: Underlag, enhet: Enhet, svar: Enhetssvar) -> None:
    """Answer the opening questions and those that no indicator uses; leave empty boxes out."""
    slump, enkat = underlag.slump, underlag.enkat
    for omrade_kod, klass in underlag.lagen[enhet.enhet_kod].omraden.items():
        if klass:
            svar.klasser[Post("OMR", omrade_kod)] = klass

    def skriv(fraga_kod: str, text: str) -> None:
        svar.klasser[Post(fraga_kod)] = FRI_TEXT
        svar.fritext[Post(fraga_kod)] = text

    if svar.klasser.get(Post("G1")) == "nej":
        har_jour = slump.tal(enhet.stam, "jour") < 0.6
        svar.klasser[Post("G1a")] = "ja" if har_jour else "nej"
        if har_jour and slump.tal(enhet.stam, "jourtid", enkat.matar) < 0.7:
            skriv("G1b", slump.val(JOURTIDER, enhet.stam, "jourtid"))
            skriv("G1c", slump.val(JOURBEMANNING, enhet.stam, "bemanning"))
    if "annan_metod" in svar.klasser.values():
        skriv("G8a", slump.val(UPPTACKTSMETODER, enhet.stam, "upptäcka"))

    if slump.tal(enhet.stam, "kryssar bara det som finns") < 0.25:
        kryss = [post for post in svar.klasser if post.fraga_kod in KRYSSFRAGOR]
        kryssade = {post[:2] for post in kryss if svar.klasser[post] == "ja"}
        for post in kryss:
            if svar.klasser[post] == "nej" and post[:2] in kryssade:
                del svar.klasser[post]
