-- One row is one number that a unit has, by sex: its numerator, its denominator, and under which
-- measure and code each of them is protected. Sexes only where totalt and both of them hold.
-- The share of those with measures comes from two counts where it was not delivered itself; a
-- delivered one is a count beside them, under the unit's code with a star.
{{ config(schema="intern") }}

with gallande as (

    select * from {{ ref("int_varde__gallande") }}

),

vuxna as (

    select * from {{ ref("int_befolkning__vuxna") }}

),

tal_indikator as (

    select * from {{ ref("tal_indikator") }}

),

hela as (

    select
        matar,
        enhet_kod,
        indikator_id,
        max(case when kon = 'totalt' then 1 else 0 end) = 1 as har_totalt,
        count(*) = 3 as har_kon
    from gallande
    group by matar, enhet_kod, indikator_id

),

rapporterat as (

    select
        gallande.matar,
        gallande.enhet_kod,
        gallande.indikator_id,
        gallande.kon,
        gallande.taljare,
        gallande.namnare,
        tal_indikator.tal_typ,
        tal_indikator.taljare_ur
    from gallande
    inner join hela
        on
            gallande.matar = hela.matar
            and gallande.enhet_kod = hela.enhet_kod
            and gallande.indikator_id = hela.indikator_id
    inner join tal_indikator
        on gallande.indikator_id = tal_indikator.indikator_id
    where hela.har_totalt and (gallande.kon = 'totalt' or hela.har_kon)

),

final as (

    select
        rapporterat.matar,
        rapporterat.enhet_kod,
        rapporterat.indikator_id,
        rapporterat.kon,
        cast(rapporterat.taljare as bigint) as antal,
        cast(coalesce(rapporterat.namnare, vuxna.antal) as bigint) as namnare_antal,
        rapporterat.namnare is not null as ar_levererad_namnare,
        false as ar_narmevarde,
        rapporterat.indikator_id as taljare_tabell,
        cast(null as varchar) as namnare_tabell,
        rapporterat.enhet_kod as cell_kod
    from rapporterat
    left join vuxna
        on
            rapporterat.matar = vuxna.matar
            and rapporterat.enhet_kod = vuxna.enhet_kod
            and rapporterat.kon = vuxna.kon
    where rapporterat.tal_typ = 'kvot'

    union all

    select
        rapporterat.matar,
        rapporterat.enhet_kod,
        rapporterat.indikator_id,
        rapporterat.kon,
        cast(rapporterat.taljare as bigint) as antal,
        cast(rapporterat.namnare as bigint) as namnare_antal,
        true as ar_levererad_namnare,
        false as ar_narmevarde,
        coalesce(rapporterat.taljare_ur, rapporterat.indikator_id) as taljare_tabell,
        coalesce(tal_indikator.namnare_ur, rapporterat.indikator_id || '.namnare')
            as namnare_tabell,
        rapporterat.enhet_kod || case when rapporterat.taljare_ur is null then '' else '*' end
            as cell_kod
    from rapporterat
    inner join tal_indikator
        on rapporterat.indikator_id = tal_indikator.indikator_id
    where rapporterat.tal_typ = 'andel'

    union all

    select
        taljare.matar,
        taljare.enhet_kod,
        tal_indikator.indikator_id,
        taljare.kon,
        cast(taljare.taljare as bigint) as antal,
        cast(namnare.taljare as bigint) as namnare_antal,
        false as ar_levererad_namnare,
        true as ar_narmevarde,
        tal_indikator.taljare_ur as taljare_tabell,
        tal_indikator.namnare_ur as namnare_tabell,
        taljare.enhet_kod as cell_kod
    from tal_indikator
    inner join rapporterat as taljare
        on tal_indikator.taljare_ur = taljare.indikator_id
    inner join rapporterat as namnare
        on
            tal_indikator.namnare_ur = namnare.indikator_id
            and taljare.matar = namnare.matar
            and taljare.enhet_kod = namnare.enhet_kod
            and taljare.kon = namnare.kon
    left join hela as levererat
        on
            tal_indikator.indikator_id = levererat.indikator_id
            and taljare.matar = levererat.matar
            and taljare.enhet_kod = levererat.enhet_kod
            and levererat.har_totalt
    where levererat.matar is null

)

select * from final
