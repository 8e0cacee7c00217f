-- One row is one group × indicator × year × reading of the 20 percent rule: is the share shown?

with raknat as (

    select * from {{ ref("int_gruppvarde__raknat") }}

),

policy as (

    select * from {{ ref("redovisningspolicy") }}

),

final as (

    select
        raknat.matar,
        raknat.gruppindelning,
        raknat.grupp_kod,
        raknat.indikator_id,
        policy.lasning,
        policy.ar_standard,
        {{ redovisas(
            "raknat.enheter_antal", "raknat.ej_aktuellt_antal", "raknat.bortfall_antal",
            "policy.grans_procent", "policy.raknar_ej_aktuellt"
        ) }} as redovisas
    from raknat
    inner join policy
        on {{ giltig_matar(
            "raknat.matar", "policy.giltig_fran_matar", "policy.giltig_till_matar"
        ) }}

)

select * from final
