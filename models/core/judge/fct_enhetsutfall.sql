-- One row is one result of the spine: matar × unit × indicator asked that year.

with ryggrad as (

    select * from {{ ref("int_utfall__ryggrad") }}

),

avgjort as (

    select
        matar,
        enhet_kod,
        indikator_id,
        gren_id
    from {{ ref("int_utfall__bedomt") }}

    union all

    select
        matar,
        enhet_kod,
        indikator_id,
        gren_id
    from {{ ref("int_utfall__sammansatt") }}

),

orsak as (

    select * from {{ ref("orsak") }}

),

regel_gren as (

    select * from {{ ref("regel_gren") }}

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

final as (

    select
        ryggrad.matar,
        ryggrad.enhet_kod,
        ryggrad.indikator_id,
        ryggrad.regel_id,
        regel_gren.gren_id,
        regel_gren.utfall,
        -- a composite whose components answered nothing has a reason, but no branch
        coalesce(ryggrad.bortfall_kod, regel_gren.orsak_kod, orsak.orsak_kod) as orsak_kod,
        coalesce(regel_gren.ingar_i_taljare, 0) as ingar_i_taljare,
        coalesce(regel_gren.ingar_i_namnare, 0) as ingar_i_namnare,
        markning.markning,
        ryggrad.belagg
    from ryggrad
    cross join markning
    left join avgjort
        on
            ryggrad.matar = avgjort.matar
            and ryggrad.enhet_kod = avgjort.enhet_kod
            and ryggrad.indikator_id = avgjort.indikator_id
            and ryggrad.bortfall_kod is null
    left join regel_gren
        on
            ryggrad.regel_id = regel_gren.regel_id
            and avgjort.gren_id = regel_gren.gren_id
    left join orsak
        on
            avgjort.gren_id = orsak.orsak_kod
            and regel_gren.gren_id is null

)

select * from final
