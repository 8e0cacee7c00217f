-- One row is one kommun × indicator × year of the landing, also where nothing was asked: the result
-- (a big city with parts: its parts' share), labels, and the shares to compare with, each with its
-- counts or its reason.

{% set indelningar = ["riket", "lan", "storleksgrupp", "skr"] %}

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

insamlat as (

    select distinct
        matar,
        indikator_id
    from enhetsutfall

),

medlem as (

    select distinct
        bridge.matar,
        enhet.kommun_kod,
        bridge.gruppindelning,
        bridge.grupp_kod,
        grupp.grupp_namn
    from {{ ref("bridge_enhet_grupp") }} as bridge
    inner join {{ ref("dim_enhet") }} as enhet
        on bridge.enhet_kod = enhet.enhet_kod
    inner join {{ ref("dim_redovisningsgrupp") }} as grupp
        on
            bridge.gruppindelning = grupp.gruppindelning
            and bridge.grupp_kod = grupp.grupp_kod
    where bridge.gruppindelning in ('riket', 'lan', 'storleksgrupp', 'skr')

),

kommun_grupp as (

    -- the names of the kommun's groups, also in years when a question was not asked
    select
        matar,
        kommun_kod,
        max(case when gruppindelning = 'storleksgrupp' then grupp_namn end)
            as storleksgrupp_namn,
        max(case when gruppindelning = 'skr' then grupp_namn end) as skr_namn
    from medlem
    group by matar, kommun_kod

),

jamforelse as (

    -- the kommun's group in each gruppindelning that has one group a kommun
    select
        medlem.matar,
        medlem.kommun_kod,
        {% for indelning in indelningar -%}
        {% for kolumn in ["andel_procent", "ja_antal", "namnare_antal", "orsak_kod"] -%}
        max(case when medlem.gruppindelning = '{{ indelning }}' then gruppvarde.{{ kolumn }} end)
            as {{ indelning }}_{{ kolumn }},
        {% endfor -%}
        {% endfor -%}
        gruppvarde.indikator_id
    from medlem
    inner join gruppvarde
        on
            medlem.matar = gruppvarde.matar
            and medlem.gruppindelning = gruppvarde.gruppindelning
            and medlem.grupp_kod = gruppvarde.grupp_kod
    group by medlem.matar, medlem.kommun_kod, gruppvarde.indikator_id

),

stad as (

    select * from gruppvarde
    where gruppindelning = 'storstad'

),

utan_insamling as (

    -- why there is nothing where nothing was asked
    select
        matar.matar,
        indikator.indikator_id,
        case
            when
                indikator.forsta_matar is null
                or {{ giltig_matar(
                    "matar.matar", "indikator.forsta_matar", "indikator.sista_matar"
                ) }}
                then coalesce(indikator.orsak_kod, 'ej_insamlad')
            else 'ej_insamlad'
        end as orsak_kod
    from matar
    cross join indikator

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
        kommun.lan_namn,
        indikator.indikator_id,
        indikator.namn as indikator_namn,
        indikator.kortnamn,
        enhetsutfall.utfall,
        case
            when enhetsutfall.indikator_id is not null then enhetsutfall.orsak_kod
            when stad.indikator_id is not null then stad.orsak_kod
            else utan_insamling.orsak_kod
        end as orsak_kod,
        stad.andel_procent as kommun_andel_procent,
        stad.ja_antal as kommun_ja_antal,
        stad.namnare_antal as kommun_namnare_antal,
        coalesce(stad.ja_antal, enhetsutfall.ingar_i_taljare) as taljare_antal,
        coalesce(stad.namnare_antal, enhetsutfall.ingar_i_namnare) as namnare_antal,
        kommun_grupp.storleksgrupp_namn,
        kommun_grupp.skr_namn,
        {% for indelning in indelningar -%}
        jamforelse.{{ indelning }}_andel_procent,
        jamforelse.{{ indelning }}_ja_antal,
        jamforelse.{{ indelning }}_namnare_antal,
        case
            when jamforelse.indikator_id is null then utan_insamling.orsak_kod
            when jamforelse.{{ indelning }}_namnare_antal is null then 'saknar_kalla'
            else jamforelse.{{ indelning }}_orsak_kod
        end as {{ indelning }}_orsak_kod,
        {% endfor -%}
        insamlat.indikator_id is not null as ingick_i_matningen,
        coalesce(enhetsutfall.belagg, stad.belagg) as belagg
    from matar
    cross join kommun
    cross join indikator
    inner join utan_insamling
        on
            matar.matar = utan_insamling.matar
            and indikator.indikator_id = utan_insamling.indikator_id
    left join insamlat
        on
            matar.matar = insamlat.matar
            and indikator.indikator_id = insamlat.indikator_id
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
    left join kommun_grupp
        on
            matar.matar = kommun_grupp.matar
            and kommun.kommun_kod = kommun_grupp.kommun_kod
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
        sammanstalld.belagg,
        sammanstalld.kortnamn,
        sammanstalld.lan_namn,
        sammanstalld.storleksgrupp_namn,
        sammanstalld.skr_namn,
        sammanstalld.taljare_antal,
        sammanstalld.namnare_antal,
        {% for indelning in indelningar -%}
        sammanstalld.{{ indelning }}_ja_antal,
        sammanstalld.{{ indelning }}_namnare_antal,
        sammanstalld.{{ indelning }}_orsak_kod,
        {% endfor -%}
        sammanstalld.ingick_i_matningen
    from sammanstalld
    cross join markning
    left join utfall
        on sammanstalld.utfall = utfall.utfall
    left join orsak
        on sammanstalld.orsak_kod = orsak.orsak_kod

)

select * from final
