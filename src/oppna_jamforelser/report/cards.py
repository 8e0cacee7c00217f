"""The indicator's card: what it is for, what its words mean, how it is counted."""

from dataclasses import dataclass

from oppna_jamforelser.report.scope import Scope


@dataclass(frozen=True)
class Field:
    """One field of a card, and where it is said."""

    falt_kod: str
    falt_namn: str
    text: str
    kalla: str
    belagg_kort: str


Card = tuple[Field, ...]
_ORDER = (
    "syfte", "malvarde", "definition", "fragor", "svarsalternativ", "berakning", "redovisas_som",
    "redovisningsnivaer", "matt", "kortnamn", "omrade", "indikator_typ", "status", "matdatum",
    "matperiod", "datatackning", "datakalla", "felkallor", "publicering",
)  # fmt: skip


def read_cards(scope: Scope) -> dict[str, Card]:
    """Return the cards in force in the year, by indicator."""
    column = scope.texts.column
    text = "kort.text_sv"
    if scope.texts.language == "en":
        text = "coalesce(kort.text_en, kort.text_sv)"
    rows = scope.warehouse.rows(
        f"""
        select kort.indikator_id, kort.falt_kod, {column("kort.falt_namn")} as falt_namn,
            {text} as text, kort.kalla, {column("belagg.belagg_kort")} as belagg_kort
        from marts.mart_indikator_kort as kort
        left join metadata.belagg as belagg on kort.belagg = belagg.belagg
        where kort.giltig_fran_matar <= ?
            and (kort.giltig_till_matar is null or kort.giltig_till_matar >= ?)
        order by kort.indikator_id, kort.falt_kod
        """,
        scope.matar, scope.matar,
    )  # fmt: skip
    cards: dict[str, list[Field]] = {}
    for row in rows:
        if row["text"]:
            cards.setdefault(row.pop("indikator_id"), []).append(Field(**row))
    return {
        indikator_id: tuple(sorted(fields, key=_place)) for indikator_id, fields in cards.items()
    }


def _place(field: Field) -> tuple[int, str]:
    """Return where a field stands on the card: what a reader asks first comes first."""
    kind = "definition" if field.falt_kod.startswith("definition") else field.falt_kod
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER), field.falt_kod


def definitions(card: Card) -> str:
    """Return what the words of an indicator mean."""
    return " ".join(field.text for field in card if field.falt_kod.startswith("definition"))
