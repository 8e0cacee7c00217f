-- One row is one group × indicator × year × other reading of a rule's branches, with the counts of
-- its units under that reading. Only indicators whose rule has such a reading.

with medlem as (

    select * from {{ ref("bridge_enhet_grupp") }}

),

annat_utfall as (

    select * from {{ ref("int_utfall__annan_lasning") }}

),

final as (

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
        annat_utfall.lasning_id,
        medlem.matar,
        medlem.gruppindelning,
        medlem.grupp_kod,
        annat_utfall.indikator_id

)

select * from final
