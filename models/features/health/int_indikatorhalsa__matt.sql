-- One row is one indicator asked in one year of the landing: everything that is measured of its
-- health, in integers and fixed decimals.

{% set indelningar = ["lan", "storleksgrupp", "skr"] %}

with riket as (

    select * from {{ ref("fct_gruppvarde") }}
    where gruppindelning = 'riket'

),

grans as (

    select * from {{ ref("halsa_grans") }}
    where grans_kod = 'minsta_lan_namnare'

),

grupp as (

    select
        gruppvarde.matar,
        gruppvarde.indikator_id,
        gruppvarde.gruppindelning,
        gruppvarde.andel_procent
    from {{ ref("fct_gruppvarde") }} as gruppvarde
    inner join grans
        on
            gruppvarde.namnare_antal >= grans.grans
            and {{ giltig_matar(
                "gruppvarde.matar", "grans.giltig_fran_matar", "grans.giltig_till_matar"
            ) }}
    where
        gruppvarde.redovisas
        and gruppvarde.gruppindelning in ('lan', 'storleksgrupp', 'skr')

),

byte as (

    select * from {{ ref("int_indikatorhalsa__byte") }}

),

foljer as (

    select * from {{ ref("int_indikatorhalsa__foljer") }}

),

fraga as (

    select * from {{ ref("int_indikatorhalsa__fraga") }}

),

spridning as (

    -- one group alone has no spread
    select
        matar,
        indikator_id,
        {% for indelning in indelningar -%}
        case
            when count(case when gruppindelning = '{{ indelning }}' then 1 end) > 1
                then
                    max(case when gruppindelning = '{{ indelning }}' then andel_procent end)
                    - min(case when gruppindelning = '{{ indelning }}' then andel_procent end)
        end as {{ indelning }}_spridning_procentenheter,
        {% endfor -%}
        cast(count(case when gruppindelning = 'lan' then 1 end) as integer) as lan_antal,
        min(case when gruppindelning = 'lan' then andel_procent end) as lan_lagsta_procent,
        max(case when gruppindelning = 'lan' then andel_procent end) as lan_hogsta_procent
    from grupp
    group by matar, indikator_id

),

final as (

    select
        riket.matar,
        riket.indikator_id,
        riket.enheter_antal,
        riket.namnare_antal,
        riket.ja_antal,
        riket.andel_procent,
        riket.orsak_kod,
        coalesce(spridning.lan_antal, 0) as lan_antal,
        spridning.lan_lagsta_procent,
        spridning.lan_hogsta_procent,
        {% for indelning in indelningar -%}
        spridning.{{ indelning }}_spridning_procentenheter,
        {% endfor -%}
        byte.jamforbarhet,
        byte.svarade_bada_antal,
        byte.byte_antal,
        {{ andel_procent_en_decimal("byte.byte_antal", "byte.svarade_bada_antal") }}
            as byte_procent,
        byte.netto_ja_antal,
        byte.byte_orsak_kod,
        riket.bortfall_antal,
        {{ andel_procent_en_decimal("riket.bortfall_antal", "riket.enheter_antal") }}
            as bortfall_procent,
        fraga.fraga_antal,
        fraga.egen_fraga_antal,
        foljer.foljer_indikator_id,
        foljer.foljer_enheter_antal,
        foljer.foljer_lika_antal,
        {{ andel_procent_en_decimal("foljer.foljer_lika_antal", "foljer.foljer_enheter_antal") }}
            as foljer_lika_procent,
        {{ procentenheter("foljer.foljer_over_slump_miljondelar", "1000000") }}
            as foljer_over_slump_procent,
        foljer.foljer_delar_fraga,
        foljer.foljer_orsak_kod,
        riket.markning
    from riket
    inner join byte
        on
            riket.matar = byte.matar
            and riket.indikator_id = byte.indikator_id
    inner join foljer
        on
            riket.matar = foljer.matar
            and riket.indikator_id = foljer.indikator_id
    inner join fraga
        on
            riket.matar = fraga.matar
            and riket.indikator_id = fraga.indikator_id
    left join spridning
        on
            riket.matar = spridning.matar
            and riket.indikator_id = spridning.indikator_id

)

select * from final
