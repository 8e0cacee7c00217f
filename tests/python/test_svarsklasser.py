"""Every known answer text has the class that the method gives it, question by question.

The seeds are read through the warehouse's own models; the classes they must have come from the
independent reading of the method in `oberoende.fragor`.
"""

import duckdb
import pytest

from oberoende import fragor
from oppna_jamforelser.project import read_seed
from oppna_jamforelser.sqlmotor import build_models

# Known, stored and used by no indicator: the method gives no class to their answers.
OANVANDA = ("G1a", "G1b", "G1c", "G8a")
MED_NAMN = "ja_utan_namn"  # Ja on "annan", before the free text is looked at


@pytest.fixture(scope="module")
def kanda_svar() -> list[tuple[int, str, str, str, str, str]]:
    """Return year, question, item, scale, text and class of every known answer."""
    with duckdb.connect() as connection:
        build_models(connection, ["int_fraga__per_ar", "int_svarsalternativ__per_ar"])
        return connection.execute(
            """
            select distinct f.matar, f.fraga_kod, f.delfraga_kod, f.skala_kod, a.svar_text,
                a.svarsklass
            from int_fraga__per_ar as f
            inner join int_svarsalternativ__per_ar as a using (matar, fraga_kod, skala_kod)
            order by all
            """
        ).fetchall()


def test_every_answer_text_has_the_class_of_the_method(kanda_svar):
    kallor = {
        (rad["skala_kod"], rad["svarsklass"]): rad["kalla"]
        for rad in read_seed("metadata/svarsalternativ")
    }
    fel = {
        f"{fraga_kod} {delfraga_kod} mätår {matar}: ”{text}” har klassen {klass} i seeden "
        f"svarsalternativ men {fragor.klassa(fraga_kod, delfraga_kod, matar, text)} enligt metoden "
        f"({kallor[skala, klass]})"
        for matar, fraga_kod, delfraga_kod, skala, text, klass in kanda_svar
        if fraga_kod not in OANVANDA
        and klass != fragor.klassa(fraga_kod, delfraga_kod, matar, text)
    }
    assert not fel, "\n".join(sorted(fel))


def test_no_answer_text_of_the_method_is_missing(kanda_svar):
    i_seeden = {
        (matar, fraga_kod, delfraga_kod, fragor.normalisera(text))
        for matar, fraga_kod, delfraga_kod, _, text, _ in kanda_svar
    }
    i_metoden = {
        (matar, fraga_kod, delfraga_kod, fragor.normalisera(text))
        for matar in fragor.KANDA_AR
        for fraga_kod, _, delfraga_kod in fragor.nycklar_i_ar(matar)
        if fraga_kod not in OANVANDA
        for klass, texter in fragor.FRAGA[fraga_kod].svarstexter(delfraga_kod, matar).items()
        if klass != MED_NAMN
        for text in texter
    }
    saknas = sorted(i_metoden - i_seeden)
    assert not saknas, "\n".join(
        f"{fraga_kod} {delfraga_kod} mätår {matar}: svaret ”{text}” saknas i seeden svarsalternativ"
        for matar, fraga_kod, delfraga_kod, text in saknas
    )
