-- The ja of the earlier year, with those that came and less those that went, are the ja of the
-- later year; and the country's moves to ja are its good examples, one by one.

with forandring as (

    select
        *,
        gruppindelning || ' ' || grupp_kod || ', ' || indikator_id || ', till mätår '
        || cast(till_matar as varchar) as cell
    from {{ ref("fct_forandring") }}

),

exempel as (

    select
        till_matar,
        indikator_id,
        count(*) as exempel_antal
    from {{ ref("mart_gott_exempel") }}
    where gruppindelning = 'riket'
    group by till_matar, indikator_id

)

select cell || ': rörelserna förklarar inte hur många ja det blev' as mening
from forandring
where
    orsak_kod is null
    and (
        fran_ja_antal + blev_ja_antal - slutade_ja_antal + in_med_ja_antal - ut_med_ja_antal
    ) is distinct from till_ja_antal

union all

select cell || ': fler enheter bytte ram än bytte grupp' as mening
from forandring
where
    in_i_ramen_antal > nya_enheter_antal
    or ut_ur_ramen_antal > lamnat_enheter_antal

union all

select forandring.cell || ': de goda exemplen är inte de som blev ja' as mening
from forandring
left join exempel
    on
        forandring.till_matar = exempel.till_matar
        and forandring.indikator_id = exempel.indikator_id
where
    forandring.gruppindelning = 'riket'
    and forandring.orsak_kod is null
    and forandring.blev_ja_antal <> coalesce(exempel.exempel_antal, 0)
