-- One row is one indicator asked in one year: whether it still tells units apart, how it moves,
-- what it costs and what it follows; and a sentence of what these figures show: its signs of poor
-- health, whose shown figures reach the limits of the seed halsa_tecken.

{#- change of rule is no unrest: only directly comparable years count -#}
{% set tal = {
    "mattad_ja": "andel_procent",
    "mattad_nej": "andel_procent",
    "liten_spridning": "lan_spridning_procentenheter",
    "stor_rorlighet": "case when jamforbarhet = 'direkt' then byte_procent end",
    "stort_bortfall": "bortfall_procent",
    "foljer_annan": "foljer_over_slump_procent",
    "manga_fragor": "egen_fraga_antal"
} %}

with matt as (

    select * from {{ ref("int_indikatorhalsa__matt") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

orsak as (

    select * from {{ ref("orsak") }}

),

halsa_tecken as (

    select * from {{ ref("halsa_tecken") }}

),

varde as (

    -- nothing is said where the share is not shown
    {% for tecken_kod, uttryck in tal.items() -%}
    select
        matar,
        indikator_id,
        foljer_indikator_id,
        '{{ tecken_kod }}' as tecken_kod,
        cast({{ uttryck }} as decimal(6, 1)) as varde,
        {{ tal_text(uttryck) }} as varde_text
    from matt
    where andel_procent is not null
    {{ "union all" if not loop.last }}
    {% endfor %}

),

tecken_varde as (

    select
        varde.matar,
        varde.indikator_id,
        tecken.ordning,
        replace(
            replace(tecken.tecken_text, '{varde}', varde.varde_text),
            '{indikator}',
            coalesce(indikator.kortnamn, '')
        ) as tecken_text
    from varde
    inner join halsa_tecken as tecken
        on
            varde.tecken_kod = tecken.tecken_kod
            and {{ giltig_matar(
                "varde.matar", "tecken.giltig_fran_matar", "tecken.giltig_till_matar"
            ) }}
            and varde.varde >= coalesce(tecken.lagsta, varde.varde)
            and varde.varde <= coalesce(tecken.hogsta, varde.varde)
    left join indikator
        on varde.foljer_indikator_id = indikator.indikator_id

),

tecken as (

    select
        matar,
        indikator_id,
        cast(count(*) as integer) as tecken_antal,
        -- concat_ws leaves out the signs that are not there
        concat_ws(
            ' '
            {%- for ordning in range(1, 10) %},
            max(case when ordning = {{ ordning }} then tecken_text end)
            {%- endfor %}
        ) as tecken_text
    from tecken_varde
    group by matar, indikator_id

),

final as (

    select
        matt.matar,
        matt.indikator_id,
        indikator.kortnamn as indikator_namn,
        matt.enheter_antal,
        matt.namnare_antal,
        matt.ja_antal,
        matt.andel_procent,
        matt.orsak_kod,
        matt.lan_antal,
        matt.lan_lagsta_procent,
        matt.lan_hogsta_procent,
        matt.lan_spridning_procentenheter,
        matt.storleksgrupp_spridning_procentenheter,
        matt.skr_spridning_procentenheter,
        matt.jamforbarhet,
        matt.svarade_bada_antal,
        matt.byte_antal,
        matt.byte_procent,
        matt.netto_ja_antal,
        matt.byte_orsak_kod,
        matt.bortfall_antal,
        matt.bortfall_procent,
        matt.fraga_antal,
        matt.egen_fraga_antal,
        matt.foljer_indikator_id,
        foljer.kortnamn as foljer_indikator_namn,
        matt.foljer_enheter_antal,
        matt.foljer_lika_antal,
        matt.foljer_lika_procent,
        matt.foljer_over_slump_procent,
        matt.foljer_delar_fraga,
        matt.foljer_orsak_kod,
        case when matt.andel_procent is not null then coalesce(tecken.tecken_antal, 0) end
            as tecken_antal,
        case
            when matt.markning is not null then 'Ur syntetiska exempeldata: '
            else ''
        end
        || case
            when matt.andel_procent is null then 'Kan inte bedömas. ' || orsak.orsak_text
            when tecken.tecken_antal is null
                then
                    'Inga varningstecken. ' || cast(matt.andel_procent as varchar)
                    || ' procent har ja'
                    || coalesce(
                        ', länen skiljer '
                        || cast(matt.lan_spridning_procentenheter as varchar)
                        || ' procentenheter', ''
                    )
                    || coalesce(
                        ', ' || {{ tal_text("matt.byte_procent") }}
                        || ' procent bytte utfall sedan året före', ''
                    )
                    || ' och bortfallet är ' || {{ tal_text("matt.bortfall_procent") }}
                    || ' procent.'
            else tecken.tecken_text
        end as bedomning_text,
        matt.markning
    from matt
    inner join indikator
        on matt.indikator_id = indikator.indikator_id
    left join indikator as foljer
        on matt.foljer_indikator_id = foljer.indikator_id
    left join orsak
        on matt.orsak_kod = orsak.orsak_kod
    left join tecken
        on
            matt.matar = tecken.matar
            and matt.indikator_id = tecken.indikator_id

)

select * from final
