-- One row is one indicator asked in one year, with the indicator that it follows most closely, or
-- the reason why none can be named.

with indikator as (

    select
        matar,
        indikator_id
    from {{ ref("int_indikator__per_ar") }}

),

samstammighet as (

    select * from {{ ref("int_indikatorhalsa__samstammighet") }}

),

grans as (

    select * from {{ ref("halsa_grans") }}
    where grans_kod = 'minsta_gemensamma'

),

komponent as (

    select distinct indikator_id
    from {{ ref("indikator_komponent") }}

),

roll as (

    select * from {{ ref("int_indikator__roll_per_ar") }}

),

tillracklig as (

    select
        samstammighet.matar,
        samstammighet.indikator_id,
        samstammighet.annan_indikator_id,
        samstammighet.enheter_antal,
        samstammighet.lika_antal,
        samstammighet.over_slump_miljondelar,
        row_number() over (
            partition by samstammighet.matar, samstammighet.indikator_id
            order by
                case when samstammighet.over_slump_miljondelar is null then 1 else 0 end,
                samstammighet.over_slump_miljondelar desc,
                samstammighet.enheter_antal desc,
                samstammighet.annan_indikator_id
        ) as plats
    from samstammighet
    inner join grans
        on
            samstammighet.enheter_antal >= grans.grans
            and {{ giltig_matar(
                "samstammighet.matar", "grans.giltig_fran_matar", "grans.giltig_till_matar"
            ) }}

),

delar_fraga as (

    select distinct
        ena.matar,
        ena.indikator_id,
        andra.indikator_id as annan_indikator_id
    from roll as ena
    inner join roll as andra
        on
            ena.matar = andra.matar
            and ena.fraga_kod = andra.fraga_kod
            and ena.omrade_kod = andra.omrade_kod
            and ena.delfraga_kod = andra.delfraga_kod

),

final as (

    select
        indikator.matar,
        indikator.indikator_id,
        narmast.annan_indikator_id as foljer_indikator_id,
        cast(narmast.enheter_antal as integer) as foljer_enheter_antal,
        cast(narmast.lika_antal as integer) as foljer_lika_antal,
        narmast.over_slump_miljondelar as foljer_over_slump_miljondelar,
        case
            when narmast.annan_indikator_id is not null
                then delar_fraga.annan_indikator_id is not null
        end as foljer_delar_fraga,
        case
            when komponent.indikator_id is not null then 'sammansatt_av_delar'
            when tillracklig.indikator_id is null then 'for_fa_gemensamma'
            when narmast.indikator_id is null then 'ingen_variation'
        end as foljer_orsak_kod
    from indikator
    left join komponent
        on indikator.indikator_id = komponent.indikator_id
    left join tillracklig
        on
            indikator.matar = tillracklig.matar
            and indikator.indikator_id = tillracklig.indikator_id
            and tillracklig.plats = 1
    left join tillracklig as narmast
        on
            indikator.matar = narmast.matar
            and indikator.indikator_id = narmast.indikator_id
            and narmast.plats = 1
            and narmast.over_slump_miljondelar is not null
    left join delar_fraga
        on
            narmast.matar = delar_fraga.matar
            and narmast.indikator_id = delar_fraga.indikator_id
            and narmast.annan_indikator_id = delar_fraga.annan_indikator_id

)

select * from final
