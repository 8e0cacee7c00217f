-- One row is one unit's result for one indicator when one year's answers are judged by another
-- year's rule: matar (the answers) × regel_matar (the rule) × unit × indicator.

with ryggrad as (

    select * from {{ ref("int_utfall__ryggrad") }}

),

mojlig as (

    select * from {{ ref("int_omrakning__mojlig") }}

),

avgjort as (

    select
        matar,
        regel_matar,
        enhet_kod,
        indikator_id,
        utfall,
        orsak_kod
    from {{ ref("int_omrakning__bedomt") }}

    union all

    select
        matar,
        regel_matar,
        enhet_kod,
        indikator_id,
        utfall,
        orsak_kod
    from {{ ref("int_omrakning__sammansatt") }}

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

final as (

    select
        mojlig.matar,
        mojlig.regel_matar,
        ryggrad.enhet_kod,
        mojlig.indikator_id,
        avgjort.utfall,
        coalesce(mojlig.orsak_kod, avgjort.orsak_kod) as orsak_kod,
        case when avgjort.utfall = 'ja' then 1 else 0 end as ingar_i_taljare,
        case when avgjort.utfall in ('ja', 'delvis', 'nej', 'obestamd') then 1 else 0 end
            as ingar_i_namnare,
        markning.markning
    from mojlig
    inner join ryggrad
        on
            mojlig.matar = ryggrad.matar
            and mojlig.indikator_id = ryggrad.indikator_id
    cross join markning
    left join avgjort
        on
            mojlig.matar = avgjort.matar
            and mojlig.regel_matar = avgjort.regel_matar
            and ryggrad.enhet_kod = avgjort.enhet_kod
            and mojlig.indikator_id = avgjort.indikator_id

)

select * from final
