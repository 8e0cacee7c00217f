-- One row is one kommun × indicator × year of the landing, also where nothing was asked: the result
-- (a big city with parts: its parts' share), labels, and the shares to compare with.

with matar as (

    select distinct matar
    from {{ ref("int_enhet__ram") }}

),

kommun as (

    select * from {{ ref("dim_kommun") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

enhetsutfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

gruppvarde as (

    select * from {{ ref("fct_gruppvarde") }}

),

medlem as (

    select distinct
        bridge.matar,
        enhet.kommun_kod,
        bridge.gruppindelning,
        bridge.grupp_kod
    from {{ ref("bridge_enhet_grupp") }} as bridge
    inner join {{ ref("dim_enhet") }} as enhet
        on bridge.enhet_kod = enhet.enhet_kod

),

jamforelse as (

    -- the share of the kommun's group in each gruppindelning that has one group a kommun
    select
        medlem.matar,
        medlem.kommun_kod,
        gruppvarde.indikator_id,
        max(case when medlem.gruppindelning = 'riket' then gruppvarde.andel_procent end)
            as riket_andel_procent,
        max(case when medlem.gruppindelning = 'lan' then gruppvarde.andel_procent end)
            as lan_andel_procent,
        max(case when medlem.gruppindelning = 'storleksgrupp' then gruppvarde.andel_procent end)
            as storleksgrupp_andel_procent,
        max(case when medlem.gruppindelning = 'skr' then gruppvarde.andel_procent end)
            as skr_andel_procent
    from medlem
    inner join gruppvarde
        on
            medlem.matar = gruppvarde.matar
            and medlem.gruppindelning = gruppvarde.gruppindelning
            and medlem.grupp_kod = gruppvarde.grupp_kod
    where medlem.gruppindelning in ('riket', 'lan', 'storleksgrupp', 'skr')
    group by medlem.matar, medlem.kommun_kod, gruppvarde.indikator_id

),

stad as (

    select * from gruppvarde
    where gruppindelning = 'storstad'

),

utfall as (

    select * from {{ ref("utfall") }}

),

orsak as (

    select * from {{ ref("orsak") }}

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

sammanstalld as (

    select
        matar.matar,
        kommun.kommun_kod,
        kommun.kommun_namn,
        indikator.indikator_id,
        indikator.namn as indikator_namn,
        enhetsutfall.utfall,
        case
            when enhetsutfall.indikator_id is not null then enhetsutfall.orsak_kod
            when stad.indikator_id is not null then stad.orsak_kod
            when
                indikator.forsta_matar is null
                or {{ giltig_matar(
                    "matar.matar", "indikator.forsta_matar", "indikator.sista_matar"
                ) }}
                then coalesce(indikator.orsak_kod, 'ej_insamlad')
            else 'ej_insamlad'
        end as orsak_kod,
        stad.indikator_id is not null as ar_stad_med_delar,
        stad.andel_procent as kommun_andel_procent,
        stad.ja_antal as kommun_ja_antal,
        stad.namnare_antal as kommun_namnare_antal,
        jamforelse.riket_andel_procent,
        jamforelse.lan_andel_procent,
        jamforelse.storleksgrupp_andel_procent,
        jamforelse.skr_andel_procent,
        coalesce(enhetsutfall.belagg, stad.belagg) as belagg
    from matar
    cross join kommun
    cross join indikator
    left join enhetsutfall
        on
            matar.matar = enhetsutfall.matar
            and kommun.kommun_kod = enhetsutfall.enhet_kod
            and indikator.indikator_id = enhetsutfall.indikator_id
    left join stad
        on
            matar.matar = stad.matar
            and kommun.kommun_kod = stad.grupp_kod
            and indikator.indikator_id = stad.indikator_id
    left join jamforelse
        on
            matar.matar = jamforelse.matar
            and kommun.kommun_kod = jamforelse.kommun_kod
            and indikator.indikator_id = jamforelse.indikator_id

),

final as (

    select
        sammanstalld.matar,
        sammanstalld.kommun_kod,
        sammanstalld.kommun_namn,
        sammanstalld.indikator_id,
        sammanstalld.indikator_namn,
        sammanstalld.utfall,
        case
            when sammanstalld.kommun_andel_procent is not null
                then
                    cast(sammanstalld.kommun_andel_procent as varchar) || ' % ('
                    || cast(sammanstalld.kommun_ja_antal as varchar) || ' av '
                    || cast(sammanstalld.kommun_namnare_antal as varchar) || ')'
            else utfall.utfall_text
        end as utfall_text,
        utfall.farg,
        sammanstalld.orsak_kod,
        orsak.orsak_text,
        sammanstalld.kommun_andel_procent,
        sammanstalld.kommun_ja_antal,
        sammanstalld.kommun_namnare_antal,
        sammanstalld.riket_andel_procent,
        sammanstalld.lan_andel_procent,
        sammanstalld.storleksgrupp_andel_procent,
        sammanstalld.skr_andel_procent,
        markning.markning,
        sammanstalld.belagg
    from sammanstalld
    cross join markning
    left join utfall
        on sammanstalld.utfall = utfall.utfall
    left join orsak
        on sammanstalld.orsak_kod = orsak.orsak_kod

)

select * from final
