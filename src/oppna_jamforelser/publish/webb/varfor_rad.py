"""The rows of the pages that say why: one for each year of an indicator.

A publication of nine years has two hundred thousand of them: written here, and not by the template,
its pages take a third of the time.
"""

from collections.abc import Sequence

from markupsafe import escape

from oppna_jamforelser.publish.webb.proof import Proof
from oppna_jamforelser.report.subject import Key
from oppna_jamforelser.swedish import comma, part_and_percent, part_of
from oppna_jamforelser.warehouse import Row

_COUNTS = ("ja_antal", "delvis_antal", "nej_antal", "ej_aktuellt_antal", "bortfall_antal")
_SIGNS = {"sakert_hogre": " ▲", "sakert_lagre": " ▼", "osakert": " ○", None: ""}


def unit_row(proof: Proof, key: Key, row: Row) -> str:
    """Return a year of a unit: its outcome, what decided it, and the answers by class."""
    kolumn = "utfall" if row["utfall"] else "orsak_kod"
    figure = escape(row["utfall_text"] if row["utfall"] else row["orsak_text"])
    cells = (
        row["gren_text"] or "–",
        row["svar"] or "–",
        f"{row['ingar_i_taljare']}/{row['ingar_i_namnare']}",
        row["belagg_kort"],
    )
    return f"{_head(proof, row)}<td{_key(proof, key, row, kolumn)}>{figure}" + (
        "".join(f"<td>{escape(cell)}" for cell in cells) if cells[-1] else '<td colspan="4">'
    )


def group_row(proof: Proof, key: Key, row: Row, wholes: Sequence[str]) -> str:
    """Return a year of a group: its share, what it rests on, and that of the rest of each whole."""
    start = f"{_head(proof, row)}{_share_cell(proof, key, row)}"
    if not row["belagg_kort"]:
        return f'{start}<td colspan="{7 + len(wholes)}">'
    lowest, possible = "", ""
    if row["lagsta_procent"] is not None:
        lowest = _key(proof, key, row, "lagsta_procent")
        possible = comma(f"{row['lagsta_procent']}–{row['hogsta_procent']} %")
    return "".join(
        (
            start,
            f"<td{lowest}>{possible}",
            *(f"<td>{row[kolumn]}" for kolumn in _COUNTS),
            *(_rest_cell(proof, key, row, whole) for whole in wholes),
            f"<td>{escape(row['belagg_kort'])}",
        )
    )


def _head(proof: Proof, row: Row) -> str:
    matar = row["matar"]
    return f'<tr id="{row["indikator_id"]}-{matar}"{proof.year(matar)}><th scope=row>{matar}'


def _key(proof: Proof, key: Key, row: Row, kolumn: str, whole: str | None = None) -> str:
    return proof.key(key, row["indikator_id"], row["matar"], kolumn, whole)


def _share_cell(proof: Proof, key: Key, row: Row) -> str:
    if row["andel_procent"] is None:
        return f"<td{_key(proof, key, row, 'orsak_kod')}>{escape(row['orsak_text'])}"
    counts = part_of(row["ja_antal"], row["namnare_antal"])
    return f"<td{_key(proof, key, row, 'andel_procent')}><b>{row['andel_procent']} %</b> ({counts})"


def _rest_cell(proof: Proof, key: Key, row: Row, whole: str) -> str:
    rest = row["rests"].get(whole)
    if rest is None:
        return "<td>–"
    if rest["andel_procent"] is None:
        kolumn, text = "orsak_kod", rest["orsak_text"]
    else:
        kolumn = "andel_procent"
        text = part_and_percent(rest["ja_antal"], rest["namnare_antal"], rest["andel_procent"])
    return f"<td{_key(proof, key, row, kolumn, whole)}>{escape(text)}{_SIGNS[rest['skillnad']]}"
