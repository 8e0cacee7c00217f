-- One row is one indicator asked in one year, with its rule and the scales of its questions.

with matar as (

    select * from {{ ref("matar") }}

),

indikator_regel as (

    select * from {{ ref("indikator_regel") }}

),

roll as (

    select * from {{ ref("int_indikator__roll_per_ar") }}

),

svarsalternativ as (

    select * from {{ ref("svarsalternativ") }}

),

skala_har_utvag as (

    -- the scales with an answer that is neither Ja, Nej nor missing
    select distinct svarsalternativ.skala_kod
    from svarsalternativ
    inner join {{ ref("svarsklass") }} as svarsklass
        on svarsalternativ.svarsklass = svarsklass.svarsklass
    where
        svarsalternativ.svarsklass not in ('ja', 'nej')
        and svarsklass.betyder_saknas = 0

),

roller as (

    select
        roll.matar,
        roll.indikator_id,
        max(roll.oppnas_av_omrade_kod) as oppnas_av_omrade_kod,
        max(case when roll.roll = 'bas' and skala_har_utvag.skala_kod is not null then 1 else 0 end)
            as bas_har_utvag,
        {{ per_roll("max(case when roll.roll = 'ROLL' then roll.skala_kod end) as ROLL") }}
    from roll
    left join skala_har_utvag
        on roll.skala_kod = skala_har_utvag.skala_kod
    group by roll.matar, roll.indikator_id

),

final as (

    select
        matar.matar,
        indikator_regel.indikator_id,
        indikator_regel.regel_id,
        roller.oppnas_av_omrade_kod,
        roller.bas_har_utvag,
        -- concat_ws leaves out the roles that the rule does not use
        concat_ws(':', indikator_regel.regel_id, {{ rollkolumner("roller") }}) as regel_variant
    from indikator_regel
    inner join matar
        on {{ giltig_matar(
            "matar.matar",
            "indikator_regel.giltig_fran_matar",
            "indikator_regel.giltig_till_matar"
        ) }}
    left join roller
        on
            matar.matar = roller.matar
            and indikator_regel.indikator_id = roller.indikator_id

)

select * from final
