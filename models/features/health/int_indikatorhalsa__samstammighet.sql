-- One row is one ordered pair of indicators in one year: how far units that count in both have the
-- same outcome (ja or not ja), and how much of that is more than chance. No composites.

with utfall as (

    select
        utfall.matar,
        utfall.enhet_kod,
        utfall.indikator_id,
        cast(utfall.ingar_i_taljare as bigint) as har_ja
    from {{ ref("fct_enhetsutfall") }} as utfall
    left join {{ ref("indikator_komponent") }} as komponent
        on utfall.indikator_id = komponent.indikator_id
    where
        utfall.ingar_i_namnare = 1
        and komponent.indikator_id is null

),

par as (

    select
        ena.matar,
        ena.indikator_id,
        andra.indikator_id as annan_indikator_id,
        cast(count(*) as bigint) as enheter_antal,
        cast(sum(ena.har_ja) as bigint) as ja_antal,
        cast(sum(andra.har_ja) as bigint) as annan_ja_antal,
        cast(sum(ena.har_ja * andra.har_ja) as bigint) as bada_ja_antal
    from utfall as ena
    inner join utfall as andra
        on
            ena.matar = andra.matar
            and ena.enhet_kod = andra.enhet_kod
            and ena.indikator_id < andra.indikator_id
    group by ena.matar, ena.indikator_id, andra.indikator_id

),

raknat as (

    -- agreeing units; and, times the units, those that would agree had the two nothing to do with
    -- each other: ja with ja, not with not
    select
        *,
        enheter_antal - ja_antal - annan_ja_antal + 2 * bada_ja_antal as lika_antal,
        ja_antal * annan_ja_antal
        + (enheter_antal - ja_antal) * (enheter_antal - annan_ja_antal) as slump_ganger_enheter
    from par

),

matt as (

    -- what there is of the agreement that chance leaves open, in millionths, towards zero
    select
        matar,
        indikator_id,
        annan_indikator_id,
        enheter_antal,
        lika_antal,
        {{ heltalsdivision(
            "1000000 * (enheter_antal * lika_antal - slump_ganger_enheter)",
            "nullif(enheter_antal * enheter_antal - slump_ganger_enheter, 0)"
        ) }} as over_slump_miljondelar
    from raknat

),

final as (

    select
        matar,
        indikator_id,
        annan_indikator_id,
        enheter_antal,
        lika_antal,
        over_slump_miljondelar
    from matt

    union all

    select
        matar,
        annan_indikator_id as indikator_id,
        indikator_id as annan_indikator_id,
        enheter_antal,
        lika_antal,
        over_slump_miljondelar
    from matt

)

select * from final
