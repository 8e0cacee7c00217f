-- One row is one group × indicator × year whose share one reading of the 20 percent rule shows and
-- the other hides.

with gruppvarde as (

    select * from {{ ref("fct_gruppvarde") }}

),

final as (

    select
        matar,
        gruppindelning,
        grupp_kod,
        indikator_id,
        enheter_antal,
        ej_aktuellt_antal,
        bortfall_antal,
        ja_antal,
        namnare_antal,
        redovisas as redovisas_lasning_a,
        redovisas_lasning_b,
        {{ andel_procent("ja_antal", "namnare_antal") }} as andel_procent_om_redovisad
    from gruppvarde
    where redovisas <> redovisas_lasning_b

)

select * from final
