"""The receipt of a delivery of counts or of a population: no questions, so nothing is missing."""

from datetime import datetime

from oppna_jamforelser.intake.delivery import Source
from oppna_jamforelser.intake.review import Review
from oppna_jamforelser.intake.store import StoredDelivery
from oppna_jamforelser.landing import literal_path
from oppna_jamforelser.receipt.contents import Judgement, Receipt
from oppna_jamforelser.swedish import amount


def number_receipt(
    source: Source, stored: StoredDelivery, review: Review, redan_mottagen: bool
) -> Receipt:
    """Return what the sender is told: the rows, and which units and years they are about."""
    connection = review.connection
    ((unit_count, years),) = connection.execute(
        "select count(distinct enhet_kod), "
        "coalesce(string_agg(distinct matar::varchar, ', ' order by matar::varchar), '') "
        "from granskad_rad where karantan_orsak_kod is null and ar_i_ramen"
    ).fetchall()
    units = amount(unit_count, "enhet", "enheter")
    about = f"Godtagna rader gäller {units}, år {years}." if unit_count else "Inget är godtaget."
    received = connection.execute(
        "select max(value::varchar) from parquet_kv_metadata(?) where key::varchar = 'mottagen'",
        [literal_path(stored.path)],
    ).fetchall()
    return Receipt(
        source=source,
        leverans_nr=stored.leverans_nr,
        leverans_id=stored.leverans_id,
        mottagen=datetime.fromisoformat(received[0][0]) if received[0][0] else None,
        redan_mottagen=redan_mottagen,
        review=review,
        judgement=Judgement(0, [], True, bool(review.refused_count)),
        units=[],
        om_tal=about,
    )
