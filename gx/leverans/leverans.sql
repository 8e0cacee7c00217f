-- One row is the delivery, when it has at least 30 rows: with fewer, one row is a large share.
select
    'alla rader' as del,
    floor(
        100.0 * sum(case when karantan_orsak_kod is not null then rad_antal else 0 end)
        / sum(rad_antal)
    )::integer as avvisade_procent,
    floor(100.0 * sum(case when ar_tomt then rad_antal else 0 end) / sum(rad_antal))::integer
        as tomma_procent
from granskad_rad
having sum(rad_antal) >= 30
