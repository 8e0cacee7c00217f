-- How far from the right figure do five common ways of counting in a BI tool end?
-- Hur långt från rätt hamnar fem vanliga sätt att räkna i ett BI-verktyg?
-- One row is one way: how many figures it gives, how far they are from the right ones on average,
-- and at most, and the example that is furthest off. docs/bi.md says what to do instead.

-- parametrar: byt värdena här
with parametrar as (

    select
        2016 as fran_matar,
        2024 as till_matar

),

kommunrad as (

    select rad.*
    from {{ ref("mart_kommun_indikator") }} as rad
    inner join parametrar
        on rad.matar between parametrar.fran_matar and parametrar.till_matar

),

gruppvarde as (

    select rad.*
    from {{ ref("fct_gruppvarde") }} as rad
    inner join parametrar
        on rad.matar between parametrar.fran_matar and parametrar.till_matar

),

riket as (

    select
        matar,
        indikator_id,
        andel_procent,
        ja_antal,
        markning
    from gruppvarde
    where gruppindelning = 'riket' and redovisas

),

andel_av_rader as (

    -- the kommuner with ja among all rows of those asked: the missing and the big cities are there
    select
        matar,
        indikator_id,
        100.0 * sum(case when utfall = 'ja' then 1 else 0 end) / count(*) as varde
    from kommunrad
    where ingick_i_matningen
    group by matar, indikator_id

),

medel_av_lan as (

    select
        matar,
        indikator_id,
        avg(1.0 * andel_procent) as varde
    from gruppvarde
    where gruppindelning = 'lan'
    group by matar, indikator_id

),

summa_av_grupper as (

    select
        matar,
        indikator_id,
        1.0 * sum(ja_antal) as varde
    from gruppvarde
    group by matar, indikator_id

),

alla_ar as (

    select count(distinct matar) as ar_antal
    from riket

),

varje_ar as (

    -- the indicators that were asked in every year
    select riket.indikator_id
    from riket
    cross join alla_ar
    group by riket.indikator_id, alla_ar.ar_antal
    having count(*) = alla_ar.ar_antal

),

medel_av_indikatorer as (

    select
        riket.matar,
        'alla' as indikator_id,
        avg(1.0 * riket.andel_procent) as varde,
        avg(case when varje_ar.indikator_id is not null then 1.0 * riket.andel_procent end) as ratt
    from riket
    left join varje_ar
        on riket.indikator_id = varje_ar.indikator_id
    group by riket.matar

),

aldrig_fragade as (

    -- one indicator over its years, with the rows of the years in which it was not asked
    select
        till.till_matar as matar,
        rad.indikator_id,
        100.0 * sum(rad.taljare_antal) / count(*) as varde,
        100.0 * sum(rad.taljare_antal) / nullif(sum(rad.namnare_antal), 0) as ratt
    from kommunrad as rad
    cross join parametrar as till
    group by till.till_matar, rad.indikator_id

),

alla as (

    select
        1 as nr,
        'Antal ja delat med antal rader' as satt_text,
        fel.matar,
        fel.indikator_id,
        fel.varde,
        1.0 * riket.andel_procent as ratt
    from andel_av_rader as fel
    inner join riket
        on fel.matar = riket.matar and fel.indikator_id = riket.indikator_id

    union all

    select
        2 as nr,
        'Medelvärde av länens andelar' as satt_text,
        fel.matar,
        fel.indikator_id,
        fel.varde,
        1.0 * riket.andel_procent as ratt
    from medel_av_lan as fel
    inner join riket
        on fel.matar = riket.matar and fel.indikator_id = riket.indikator_id

    union all

    select
        3 as nr,
        'Summa av ja_antal över alla grupper (antal)' as satt_text,
        fel.matar,
        fel.indikator_id,
        fel.varde,
        1.0 * riket.ja_antal as ratt
    from summa_av_grupper as fel
    inner join riket
        on fel.matar = riket.matar and fel.indikator_id = riket.indikator_id

    union all

    select
        4 as nr,
        'Medelvärde av årets alla indikatorer' as satt_text,
        matar,
        indikator_id,
        varde,
        ratt
    from medel_av_indikatorer

    union all

    select
        5 as nr,
        'Rader där frågan inte ställdes räknas med' as satt_text,
        matar,
        indikator_id,
        varde,
        ratt
    from aldrig_fragade
    where ratt is not null

),

ordnade as (

    select
        alla.*,
        row_number() over (
            partition by alla.nr
            order by abs(alla.varde - alla.ratt) desc, alla.matar desc, alla.indikator_id asc
        ) as plats
    from alla

),

markning as (

    select max(markning) as markning
    from riket

),

final as (

    select
        ordnade.nr,
        ordnade.satt_text,
        count(*) as varde_antal,
        cast(avg(abs(ordnade.varde - ordnade.ratt)) as decimal(9, 1)) as medel_avvikelse,
        cast(max(abs(ordnade.varde - ordnade.ratt)) as decimal(9, 1)) as storsta_avvikelse,
        max(case when ordnade.plats = 1 then ordnade.matar end) as exempel_matar,
        max(case when ordnade.plats = 1 then ordnade.indikator_id end) as exempel_indikator_id,
        cast(max(case when ordnade.plats = 1 then ordnade.varde end) as decimal(9, 1)) as fel_varde,
        cast(max(case when ordnade.plats = 1 then ordnade.ratt end) as decimal(9, 1)) as ratt_varde,
        max(markning.markning) as markning
    from ordnade
    cross join markning
    group by ordnade.nr, ordnade.satt_text

)

select * from final
order by nr
