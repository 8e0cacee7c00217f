-- One row is the delivery, when it has at least 30 rows: with fewer, one row is a large share.
select
    'alla rader' as del,
    sum(rad_antal) as rad_antal,
    floor(
        100.0 * sum(rad_antal) filter (karantan_orsak_kod is not null) / sum(rad_antal)
    )::integer as avvisade_procent,
    floor(100.0 * sum(rad_antal) filter (ar_tomt) / sum(rad_antal))::integer as tomma_procent
from granskad_rad
having sum(rad_antal) >= 30
