-- One row is one sign of poor health: indicator × year × sign whose shown figure reaches the limit
-- of the seed halsa_tecken, with the sentence. Nothing is said where the share is not shown.

{#- change of rule is no unrest: only directly comparable years count -#}
{% set matt = {
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
    where andel_procent is not null

),

tecken as (

    select * from {{ ref("halsa_tecken") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

varde as (

    {% for tecken_kod, uttryck in matt.items() -%}
    select
        matar,
        indikator_id,
        foljer_indikator_id,
        '{{ tecken_kod }}' as tecken_kod,
        cast({{ uttryck }} as decimal(6, 1)) as varde,
        {{ tal_text(uttryck) }} as varde_text
    from matt
    {{ "union all" if not loop.last }}
    {% endfor %}

),

final as (

    select
        varde.matar,
        varde.indikator_id,
        varde.tecken_kod,
        tecken.ordning,
        varde.varde,
        replace(
            replace(tecken.tecken_text, '{varde}', varde.varde_text),
            '{indikator}',
            coalesce(indikator.kortnamn, '')
        ) as tecken_text
    from varde
    inner join tecken
        on
            varde.tecken_kod = tecken.tecken_kod
            and {{ giltig_matar(
                "varde.matar", "tecken.giltig_fran_matar", "tecken.giltig_till_matar"
            ) }}
            and varde.varde >= coalesce(tecken.lagsta, varde.varde)
            and varde.varde <= coalesce(tecken.hogsta, varde.varde)
    left join indikator
        on varde.foljer_indikator_id = indikator.indikator_id

)

select * from final
