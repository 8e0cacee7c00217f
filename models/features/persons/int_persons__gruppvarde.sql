-- One row is one group × indicator × sex, with what is shown of it. A group with too many missing
-- is no cell: its reason says nothing of its count.
{{ config(schema="intern") }}

with gruppsumma as (

    select * from {{ ref("int_persons__gruppsumma") }}

),

medlem as (

    select * from {{ ref("int_persons__medlem") }}
    where ar_med and kon = 'totalt' and tal_typ = 'kvot'

),

enhetsvarde as (

    select * from {{ ref("int_persons__enhetsvarde") }}

),

dold as (

    select * from {{ ref("int_persons__dold") }}

),

lasning_b as (

    -- the unweighted mean of the units' rates: only where all of them are shown
    select
        medlem.matar,
        medlem.gruppindelning,
        medlem.grupp_kod,
        medlem.indikator_id,
        medlem.kon,
        sum(cast(enhetsvarde.varde * 10 as bigint)) as tiondelar,
        count(*) as antal
    from medlem
    inner join enhetsvarde
        on
            medlem.matar = enhetsvarde.matar
            and medlem.enhet_kod = enhetsvarde.enhet_kod
            and medlem.indikator_id = enhetsvarde.indikator_id
    group by
        medlem.matar, medlem.gruppindelning, medlem.grupp_kod, medlem.indikator_id, medlem.kon
    having count(*) = count(enhetsvarde.varde)

),

samlat as (

    select
        gruppsumma.*,
        not gruppsumma.for_stort_bortfall
        and gruppsumma.rapporterande_antal > 0
        and (
            coalesce(taljare_dold.dold, true)
            or (gruppsumma.namnare_tabell is not null and coalesce(namnare_dold.dold, true))
        ) as ar_skyddad,
        lasning_b.tiondelar,
        lasning_b.antal as lasning_b_antal
    from gruppsumma
    {% for roll in ["taljare", "namnare"] %}
    left join dold as {{ roll }}_dold
        on
            gruppsumma.matar = {{ roll }}_dold.matar
            and gruppsumma.{{ roll }}_tabell = {{ roll }}_dold.indikator_id
            and gruppsumma.{{ roll }}_gruppindelning = {{ roll }}_dold.gruppindelning
            and gruppsumma.grupp_kod = {{ roll }}_dold.grupp_kod
            and gruppsumma.kon = {{ roll }}_dold.kon
    {% endfor %}
    left join lasning_b
        on
            gruppsumma.matar = lasning_b.matar
            and gruppsumma.gruppindelning = lasning_b.gruppindelning
            and gruppsumma.grupp_kod = lasning_b.grupp_kod
            and gruppsumma.indikator_id = lasning_b.indikator_id
            and gruppsumma.kon = lasning_b.kon

),

bedomt as (

    select
        *,
        {{ tal_orsak(
            "ar_skyddad", "for_stort_bortfall", "rapporterande_antal > 0", "antal",
            "namnare_antal", "tal_typ"
        ) }} as orsak_kod
    from samlat

),

final as (

    select
        matar,
        gruppindelning,
        grupp_kod,
        indikator_id,
        tal_typ,
        kon,
        enheter_antal,
        rapporterande_antal,
        {{ andel_procent("rapporterande_vuxna_antal", "vuxna_antal") }} as tackning_procent,
        case when not ar_skyddad and not for_stort_bortfall then antal end as antal,
        case
            when for_stort_bortfall or (ar_skyddad and tal_typ = 'andel') then null
            else namnare_antal
        end as namnare_antal,
        {{ tal_varde("orsak_kod", "antal", "namnare_antal", "tal_typ") }} as varde,
        case
            when orsak_kod is null then {{ medel_en_decimal("tiondelar", "lasning_b_antal") }}
        end as varde_lasning_b,
        ar_narmevarde,
        orsak_kod
    from bedomt

)

select * from final
