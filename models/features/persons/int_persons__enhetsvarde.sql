-- One row is one unit of the frame × indicator, with what is shown of it.
{{ config(schema="intern") }}

with ram as (

    select * from {{ ref("int_persons__ram") }}

),

tal_indikator as (

    select * from {{ ref("tal_indikator") }}

),

underlag as (

    select * from {{ ref("int_persons__underlag") }}
    where kon = 'totalt'

),

vuxna as (

    select * from {{ ref("int_befolkning__vuxna") }}
    where kon = 'totalt'

),

dold as (

    select * from {{ ref("int_persons__dold") }}
    where gruppindelning = 'enhet'

),

samlat as (

    select
        ram.matar,
        ram.enhet_kod,
        ram.kommun_kod,
        ram.ar_stadsdel,
        tal_indikator.indikator_id,
        tal_indikator.tal_typ,
        underlag.enhet_kod is not null as ar_rapporterad,
        underlag.antal,
        case
            when tal_indikator.tal_typ = 'kvot' then coalesce(underlag.namnare_antal, vuxna.antal)
            else underlag.namnare_antal
        end as namnare_antal,
        coalesce(underlag.ar_narmevarde, false) as ar_narmevarde,
        underlag.enhet_kod is not null
        and (
            coalesce(taljare_dold.dold, true)
            or (underlag.namnare_tabell is not null and coalesce(namnare_dold.dold, true))
        ) as ar_skyddad
    from ram
    cross join tal_indikator
    left join underlag
        on
            ram.matar = underlag.matar
            and ram.enhet_kod = underlag.enhet_kod
            and tal_indikator.indikator_id = underlag.indikator_id
    left join vuxna
        on
            ram.matar = vuxna.matar
            and ram.enhet_kod = vuxna.enhet_kod
    left join dold as taljare_dold
        on
            underlag.matar = taljare_dold.matar
            and underlag.cell_kod = taljare_dold.grupp_kod
            and underlag.taljare_tabell = taljare_dold.indikator_id
    left join dold as namnare_dold
        on
            underlag.matar = namnare_dold.matar
            and underlag.cell_kod = namnare_dold.grupp_kod
            and underlag.namnare_tabell = namnare_dold.indikator_id

),

final as (

    select
        matar,
        enhet_kod,
        kommun_kod,
        ar_stadsdel,
        indikator_id,
        tal_typ,
        ar_rapporterad,
        case when not ar_skyddad then antal end as antal,
        case when tal_typ = 'kvot' or not ar_skyddad then namnare_antal end as namnare_antal,
        ar_narmevarde,
        {{ tal_orsak(
            "ar_skyddad", "false", "ar_rapporterad", "antal", "namnare_antal", "tal_typ"
        ) }} as orsak_kod
    from samlat

)

select
    *,
    {{ tal_varde("orsak_kod", "antal", "namnare_antal", "tal_typ") }} as varde
from final
