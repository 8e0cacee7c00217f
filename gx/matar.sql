-- One row is one year of the warehouse: its kommuner and units, beside the year before.
with kommunmart as (

    select
        matar,
        count(distinct kommun_kod) as kommuner_antal
    from marts.mart_kommun_indikator
    group by matar

),

enhetsutfall as (

    select
        matar,
        count(distinct enhet_kod) as enheter_antal
    from marts.fct_enhetsutfall
    group by matar

)

select
    kommunmart.matar,
    kommunmart.kommuner_antal,
    enhetsutfall.enheter_antal,
    round(100.0 * (enhetsutfall.enheter_antal - fore.enheter_antal) / fore.enheter_antal, 1)::double
        as forandring_procent
from kommunmart
left join enhetsutfall
    on kommunmart.matar = enhetsutfall.matar
left join enhetsutfall as fore
    on kommunmart.matar = fore.matar + 1
