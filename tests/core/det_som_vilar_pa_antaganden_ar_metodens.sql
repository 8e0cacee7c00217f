-- What rests on an assumption: every rule of 2017 has its source, 2023 and 2024 are as the method
-- counts them, and nothing is better known than the rule it was judged by. (Method, section 8.)

with regler as (

    select
        matar.matar,
        count(*) filter (where regel.belagg = 'antagen_oforandrad') as oforandrade_antal,
        count(*) filter (where regel.belagg = 'antagen') as antagna_antal,
        count(*) as regler_antal
    from {{ ref("matar") }} as matar
    inner join {{ ref("indikator_regel") }} as regel
        on {{ giltig_matar(
            "matar.matar", "regel.giltig_fran_matar", "regel.giltig_till_matar"
        ) }}
    -- the method counts the indicators of its time, not those that were added later
    where
        matar.matar in (2023, 2024)
        and regel.indikator_id not in (
            select indikator.indikator_id
            from {{ ref("indikator") }} as indikator
            where indikator.forsta_matar > 2023
        )
    group by matar.matar

),

vantade as (

    select
        2023 as matar,
        48 as regler_antal,
        35 as oforandrade_antal,
        7 as antagna_antal
    union all
    select
        2024 as matar,
        48 as regler_antal,
        29 as oforandrade_antal,
        3 as antagna_antal

),

avvikelser as (

    select 'reglerna ' || cast(vantade.matar as varchar) as mening
    from vantade
    left join regler
        on
            vantade.matar = regler.matar
            and vantade.regler_antal = regler.regler_antal
            and vantade.oforandrade_antal = regler.oforandrade_antal
            and vantade.antagna_antal = regler.antagna_antal
    where
        regler.matar is null
        and exists (select 1 from {{ ref("indikator") }})

    union all

    select per_ar.indikator_id || ' 2017 är ' || per_ar.belagg as mening
    from {{ ref("int_indikator__per_ar") }} as per_ar
    where
        per_ar.matar = 2017
        and per_ar.belagg <> 'kalla'

    union all

    select
        per_ar.indikator_id || ' ' || cast(per_ar.matar as varchar)
        || ' är bättre belagd än sin regel' as mening
    from {{ ref("int_indikator__per_ar") }} as per_ar
    inner join {{ ref("indikator_regel") }} as regel
        on
            per_ar.indikator_id = regel.indikator_id
            and {{ giltig_matar(
                "per_ar.matar", "regel.giltig_fran_matar", "regel.giltig_till_matar"
            ) }}
    inner join {{ ref("belagg") }} as regelns
        on regel.belagg = regelns.belagg
    inner join {{ ref("belagg") }} as arets
        on per_ar.belagg = arets.belagg
    where
        arets.styrka < regelns.styrka
        and per_ar.regel_id not in ('sammansatt_alla', 'sammansatt_minst_en')

)

select * from avvikelser
