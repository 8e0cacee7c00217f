-- The list of own group Dalarna: 41 indicators and the three counts of persons that came with 2023.
-- Six of them are no longer collected, and the id of one cannot be verified; in a warehouse that
-- holds indicators at all. (001, bilaga 4.)

with lista as (

    select * from {{ ref("dim_egen_grupp_indikator") }}
    where grupp_kod = 'dalarna'

),

raknat as (

    select
        count(*) as rader_antal,
        max(ordning) as sista_ordning,
        count(distinct kolada_id) as id_antal,
        count(*) filter (where orsak_kod = 'avslutad') as avslutade_antal,
        count(*) filter (where orsak_kod = 'overifierad') as overifierade_antal,
        count(*) filter (where orsak_kod is not null and orsak_text is null) as utan_text_antal
    from lista

)

select *
from raknat
where
    exists (select 1 from {{ ref("indikator") }})
    and (
        rader_antal <> 44
        or sista_ordning <> 44
        or id_antal <> 44
        or avslutade_antal <> 6
        or overifierade_antal <> 1
        or utan_text_antal <> 0
    )
