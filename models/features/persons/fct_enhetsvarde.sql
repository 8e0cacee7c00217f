-- One row is one unit of the frame, or a city as a whole, × indicator in one year that a value file
-- holds counts for.

with enhetsvarde as (

    select * from {{ ref("int_persons__enhetsvarde") }}

),

gruppvarde as (

    select * from {{ ref("int_persons__gruppvarde") }}

),

final as (

    select
        matar,
        enhet_kod,
        indikator_id,
        cast(antal as integer) as antal,
        cast(namnare_antal as integer) as namnare_antal,
        varde,
        case when tal_typ = 'kvot' then varde end as varde_lasning_b,
        ar_narmevarde,
        cast(orsak_kod as varchar) as orsak_kod
    from enhetsvarde

    union all

    -- a city whose figure is that of its parts; reading B is the mean of their rates
    select
        matar,
        grupp_kod as enhet_kod,
        indikator_id,
        cast(antal as integer) as antal,
        cast(namnare_antal as integer) as namnare_antal,
        varde,
        varde_lasning_b,
        ar_narmevarde,
        cast(orsak_kod as varchar) as orsak_kod
    from gruppvarde
    where gruppindelning = 'storstad'

)

select * from final
