-- One row is one unit of one group × indicator × sex: whether its number is in the group's figure.
-- A city whose parts have all reported has a figure also where only the city's adults are known.
{{ config(schema="intern") }}

with grupp as (

    select * from {{ ref("int_persons__grupp") }}

),

tal_indikator as (

    select * from {{ ref("tal_indikator") }}

),

underlag as (

    select * from {{ ref("int_persons__underlag") }}

),

vuxna as (

    select * from {{ ref("int_befolkning__vuxna") }}

),

medlem as (

    select
        grupp.matar,
        grupp.gruppindelning,
        grupp.grupp_kod,
        grupp.enhet_kod,
        tal_indikator.indikator_id,
        tal_indikator.tal_typ,
        kon.kon,
        underlag.enhet_kod is not null as ar_rapporterad,
        underlag.antal,
        underlag.namnare_antal,
        underlag.ar_narmevarde,
        underlag.taljare_tabell,
        underlag.namnare_tabell,
        underlag.cell_kod,
        case
            when tal_indikator.tal_typ = 'kvot' then coalesce(underlag.namnare_antal, vuxna.antal)
            else vuxna.antal
        end as vuxna_antal
    from grupp
    cross join tal_indikator
    cross join (values ('totalt'), ('kvinnor'), ('man')) as kon (kon)
    left join underlag
        on
            grupp.matar = underlag.matar
            and grupp.enhet_kod = underlag.enhet_kod
            and tal_indikator.indikator_id = underlag.indikator_id
            and kon.kon = underlag.kon
    left join vuxna
        on
            grupp.matar = vuxna.matar
            and grupp.enhet_kod = vuxna.enhet_kod
            and kon.kon = vuxna.kon
    where grupp.gruppindelning <> 'storstad' or kon.kon = 'totalt'

),

hel_stad as (

    select
        medlem.matar,
        medlem.grupp_kod,
        medlem.indikator_id,
        medlem.kon,
        max(vuxna.antal) as stadens_vuxna
    from medlem
    inner join vuxna
        on
            medlem.matar = vuxna.matar
            and medlem.grupp_kod = vuxna.enhet_kod
            and medlem.kon = vuxna.kon
    where medlem.gruppindelning = 'storstad' and medlem.tal_typ = 'kvot'
    group by medlem.matar, medlem.grupp_kod, medlem.indikator_id, medlem.kon
    having
        min(case when medlem.ar_rapporterad then 1 else 0 end) = 1
        and max(case when medlem.namnare_antal is null then 1 else 0 end) = 1

),

final as (

    select
        medlem.matar,
        medlem.gruppindelning,
        medlem.grupp_kod,
        medlem.enhet_kod,
        medlem.indikator_id,
        medlem.tal_typ,
        medlem.kon,
        medlem.ar_rapporterad,
        medlem.ar_rapporterad
        and (medlem.namnare_antal is not null or hel_stad.matar is not null) as ar_med,
        medlem.antal,
        medlem.namnare_antal,
        medlem.ar_narmevarde,
        medlem.taljare_tabell,
        medlem.namnare_tabell,
        medlem.cell_kod,
        medlem.vuxna_antal,
        hel_stad.stadens_vuxna
    from medlem
    left join hel_stad
        on
            medlem.gruppindelning = 'storstad'
            and medlem.matar = hel_stad.matar
            and medlem.grupp_kod = hel_stad.grupp_kod
            and medlem.indikator_id = hel_stad.indikator_id
            and medlem.kon = hel_stad.kon

)

select * from final
