"""How many figures of a publication rest on an assumption, and in words."""

import duckdb

from oppna_jamforelser.swedish import number

_COUNTS = """
    select belagg, count(*)
    from (
        select matar, belagg from marts.fct_enhetsutfall
        union all
        select matar, belagg from marts.fct_gruppvarde
    )
    where matar <= ?
    group by belagg
    order by belagg
"""


def evidence_counts(connection: duckdb.DuckDBPyConnection, matar: int) -> dict[str, int]:
    """Return how many outcomes and shares until *matar* rest on what (seed belagg)."""
    return dict(connection.execute(_COUNTS, [matar]).fetchall())


def evidence_sentence(connection: duckdb.DuckDBPyConnection, matar: int) -> str:
    """Return the counts in a Swedish sentence."""
    counts = evidence_counts(connection, matar)
    known, unchanged = counts.get("kalla", 0), counts.get("antagen_oforandrad", 0)
    total = sum(counts.values())
    return (
        f"Av {number(total)} resultat och andelar är {number(known)} belagda i en källa. "
        f"{number(unchanged)} bygger på att 2017 års regel och frågor antas gälla oförändrade, "
        f"och {number(total - known - unchanged)} på andra antaganden. Det står vid varje siffra."
    )
