-- One row is one result of the spine: matar × unit × indicator asked that year.

with avgjort as (

    select
        matar,
        enhet_kod,
        indikator_id,
        regel_id,
        gren_id,
        orsak_kod,
        belagg
    from {{ ref("int_utfall__bedomt") }}

    union all

    select
        matar,
        enhet_kod,
        indikator_id,
        regel_id,
        gren_id,
        orsak_kod,
        belagg
    from {{ ref("int_utfall__sammansatt") }}

),

regel_gren as (

    select * from {{ ref("regel_gren") }}

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

final as (

    select
        avgjort.matar,
        avgjort.enhet_kod,
        avgjort.indikator_id,
        avgjort.regel_id,
        avgjort.gren_id,
        regel_gren.utfall,
        avgjort.orsak_kod,
        coalesce(regel_gren.ingar_i_taljare, 0) as ingar_i_taljare,
        coalesce(regel_gren.ingar_i_namnare, 0) as ingar_i_namnare,
        markning.markning,
        avgjort.belagg
    from avgjort
    cross join markning
    left join regel_gren
        on
            avgjort.regel_id = regel_gren.regel_id
            and avgjort.gren_id = regel_gren.gren_id

)

select * from final
