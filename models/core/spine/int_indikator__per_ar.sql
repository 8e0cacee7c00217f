-- One row is one indicator asked in one year, with its rule, the scales of its questions, and how
-- well it is known what was asked and how it was judged.

with matar as (

    select * from {{ ref("matar") }}

),

indikator_regel as (

    select * from {{ ref("indikator_regel") }}

),

roll as (

    select * from {{ ref("int_indikator__roll_per_ar") }}

),

insamling as (

    select * from {{ ref("indikator_insamling") }}

),

komponent as (

    select * from {{ ref("indikator_komponent") }}

),

styrka as (

    select * from {{ ref("belagg") }}

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
        -- concat_ws leaves out the places that the rule does not have
        concat_ws(
            ':', {{ per_plats("max(case when roll.plats = NR then roll.skala_kod end)") }}
        ) as skalor
    from roll
    left join skala_har_utvag
        on roll.skala_kod = skala_har_utvag.skala_kod
    group by roll.matar, roll.indikator_id

),

regel_per_ar as (

    select
        matar.matar,
        indikator_regel.indikator_id,
        indikator_regel.regel_id,
        indikator_regel.belagg
    from indikator_regel
    inner join matar
        on {{ giltig_matar(
            "matar.matar",
            "indikator_regel.giltig_fran_matar",
            "indikator_regel.giltig_till_matar"
        ) }}

),

grund as (

    -- what the indicator rests on that year: its rule, its questions, and that it was asked
    select
        regel_per_ar.matar,
        regel_per_ar.indikator_id,
        regel_per_ar.belagg
    from regel_per_ar

    union all

    select
        roll.matar,
        roll.indikator_id,
        roll.belagg
    from roll

    union all

    select
        regel_per_ar.matar,
        regel_per_ar.indikator_id,
        coalesce(insamling.belagg, 'antagen_oforandrad') as belagg
    from regel_per_ar
    left join insamling
        on
            regel_per_ar.indikator_id = insamling.indikator_id
            and {{ giltig_matar(
                "regel_per_ar.matar", "insamling.giltig_fran_matar", "insamling.giltig_till_matar"
            ) }}

),

vilar_pa as (

    -- a composite rests on its components alone
    select distinct
        indikator_regel.indikator_id,
        coalesce(komponent.komponent_indikator_id, indikator_regel.indikator_id)
            as grund_indikator_id
    from indikator_regel
    left join komponent
        on indikator_regel.indikator_id = komponent.indikator_id

),

svagaste as (

    select
        grund.matar,
        vilar_pa.indikator_id,
        max(styrka.styrka) as styrka
    from grund
    inner join vilar_pa
        on grund.indikator_id = vilar_pa.grund_indikator_id
    inner join styrka
        on grund.belagg = styrka.belagg
    group by grund.matar, vilar_pa.indikator_id

),

final as (

    select
        regel_per_ar.matar,
        regel_per_ar.indikator_id,
        regel_per_ar.regel_id,
        roller.oppnas_av_omrade_kod,
        roller.bas_har_utvag,
        concat_ws(':', regel_per_ar.regel_id, roller.skalor) as regel_variant,
        styrka.belagg
    from regel_per_ar
    inner join svagaste
        on
            regel_per_ar.matar = svagaste.matar
            and regel_per_ar.indikator_id = svagaste.indikator_id
    inner join styrka
        on svagaste.styrka = styrka.styrka
    left join roller
        on
            regel_per_ar.matar = roller.matar
            and regel_per_ar.indikator_id = roller.indikator_id

)

select * from final
