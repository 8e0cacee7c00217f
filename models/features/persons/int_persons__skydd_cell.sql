-- One row is one count of persons that has a place in a published table: of a unit, a city or a
-- group, by measure, year and (groups other than cities) sex.
{{ config(schema="intern") }}

with enhet_tal as (

    select * from {{ ref("int_persons__enhet_tal") }}
    where kon = 'totalt'

),

vuxna as (

    select * from {{ ref("int_befolkning__vuxna") }}

),

gruppsumma as (

    select * from {{ ref("int_persons__gruppsumma") }}
    where rapporterande_antal > 0

),

personpolicy as (

    select * from {{ ref("personpolicy") }}
    where policy_id = 'skydd_minst_antal'

),

cell as (

    select
        enhet_tal.matar,
        enhet_tal.indikator_id,
        'enhet' as gruppindelning,
        enhet_tal.enhet_kod as grupp_kod,
        enhet_tal.kon,
        enhet_tal.antal,
        vuxna.antal as namnare_antal,
        true as redovisas
    from enhet_tal
    left join vuxna
        on
            enhet_tal.matar = vuxna.matar
            and enhet_tal.enhet_kod = vuxna.enhet_kod
            and enhet_tal.kon = vuxna.kon

    union all

    select
        matar,
        taljare_tabell as indikator_id,
        taljare_gruppindelning as gruppindelning,
        grupp_kod,
        kon,
        antal,
        case when tal_typ = 'kvot' then namnare_antal end as namnare_antal,
        not for_stort_bortfall as redovisas
    from gruppsumma
    where tal_typ = 'kvot' or taljare_tabell = indikator_id or taljare_gruppindelning like '%_bada'

    union all

    select
        matar,
        namnare_tabell as indikator_id,
        namnare_gruppindelning as gruppindelning,
        grupp_kod,
        kon,
        namnare_antal as antal,
        cast(null as bigint) as namnare_antal,
        not for_stort_bortfall as redovisas
    from gruppsumma
    where
        namnare_tabell is not null
        and (
            namnare_tabell = indikator_id || '.namnare' or namnare_gruppindelning like '%_bada'
        )

),

final as (

    select
        cell.matar,
        cell.indikator_id,
        cell.gruppindelning,
        cell.grupp_kod,
        cell.kon,
        cell.antal,
        cell.namnare_antal,
        cell.redovisas,
        cell.antal > 0 and cell.antal < personpolicy.grans as skyddad_i_sig
    from cell
    inner join personpolicy
        on {{ giltig_matar(
            "cell.matar", "personpolicy.giltig_fran_matar", "personpolicy.giltig_till_matar"
        ) }}

)

select * from final
