-- One row is one measurement date: the time axis of the metrics, which has no other days.

select
    matar,
    matdatum
from {{ ref("matar") }}
