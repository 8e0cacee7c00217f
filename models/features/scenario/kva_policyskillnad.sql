-- One row is one group × indicator × year that another reading of the method text gives another
-- value: what is published, and what the other reading would publish.

with gruppvarde as (

    select * from {{ ref("fct_gruppvarde") }}

),

medlem as (

    select * from {{ ref("bridge_enhet_grupp") }}

),

annat_utfall as (

    select * from {{ ref("int_utfall__annan_lasning") }}

),

policy as (

    select * from {{ ref("redovisningspolicy") }}
    where ar_standard = 1

),

lasning as (

    select * from {{ ref("lasning") }}

),

annan_lasning as (

    select
        annat_utfall.lasning_id,
        medlem.matar,
        medlem.gruppindelning,
        medlem.grupp_kod,
        annat_utfall.indikator_id,
        {{ raknade_enheter("annat_utfall") }}
    from medlem
    inner join annat_utfall
        on
            medlem.matar = annat_utfall.matar
            and medlem.enhet_kod = annat_utfall.enhet_kod
    group by
        annat_utfall.lasning_id, medlem.matar, medlem.gruppindelning, medlem.grupp_kod,
        annat_utfall.indikator_id

),

annat_varde as (

    -- the other reading of the 20 percent rule: same counts, shown or not
    select
        'bortfall_utan_ej_aktuellt' as lasning_id,
        matar,
        gruppindelning,
        grupp_kod,
        indikator_id,
        ja_antal,
        delvis_antal,
        ej_aktuellt_antal,
        namnare_antal,
        redovisas_lasning_b as redovisas
    from gruppvarde

    union all

    -- other readings of a rule's branches: other counts, the policy in force
    select
        annan_lasning.lasning_id,
        annan_lasning.matar,
        annan_lasning.gruppindelning,
        annan_lasning.grupp_kod,
        annan_lasning.indikator_id,
        annan_lasning.ja_antal,
        annan_lasning.delvis_antal,
        annan_lasning.ej_aktuellt_antal,
        annan_lasning.namnare_antal,
        {{ redovisas(
            "annan_lasning.enheter_antal", "annan_lasning.ej_aktuellt_antal",
            "annan_lasning.bortfall_antal", "policy.grans_procent", "policy.raknar_ej_aktuellt"
        ) }} as redovisas
    from annan_lasning
    inner join policy
        on {{ giltig_matar(
            "annan_lasning.matar", "policy.giltig_fran_matar", "policy.giltig_till_matar"
        ) }}

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

final as (

    select
        annat_varde.lasning_id,
        lasning.lasning_namn,
        annat_varde.matar,
        annat_varde.gruppindelning,
        annat_varde.grupp_kod,
        annat_varde.indikator_id,
        gruppvarde.ja_antal,
        gruppvarde.delvis_antal,
        gruppvarde.ej_aktuellt_antal,
        gruppvarde.namnare_antal,
        gruppvarde.redovisas,
        gruppvarde.andel_procent,
        annat_varde.delvis_antal as annan_delvis_antal,
        annat_varde.ej_aktuellt_antal as annan_ej_aktuellt_antal,
        annat_varde.namnare_antal as annan_namnare_antal,
        annat_varde.redovisas as annan_redovisas,
        case
            when annat_varde.redovisas
                then {{ andel_procent("annat_varde.ja_antal", "annat_varde.namnare_antal") }}
        end as annan_andel_procent,
        markning.markning
    from annat_varde
    cross join markning
    inner join gruppvarde
        on
            annat_varde.matar = gruppvarde.matar
            and annat_varde.gruppindelning = gruppvarde.gruppindelning
            and annat_varde.grupp_kod = gruppvarde.grupp_kod
            and annat_varde.indikator_id = gruppvarde.indikator_id
    inner join lasning
        on annat_varde.lasning_id = lasning.lasning_id
    where
        annat_varde.redovisas <> gruppvarde.redovisas
        or annat_varde.delvis_antal <> gruppvarde.delvis_antal
        or annat_varde.namnare_antal <> gruppvarde.namnare_antal

)

select * from final
