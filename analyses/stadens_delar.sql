-- How do the parts of one big city stand side by side in the six agreements on cooperation?
-- Hur står sig stadens delar sida vid sida i de sex överenskommelserna om samverkan?
-- One row is one part of the city; a part without a result shows why.

-- parametrar: byt värdena här
with parametrar as (

    select
        '0180' as kommun_kod,
        2024 as matar

),

enhet as (

    select * from {{ ref("dim_enhet") }}

),

enhet_grupp as (

    select * from {{ ref("bridge_enhet_grupp") }}

),

enhetsutfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

utfall as (

    select * from {{ ref("utfall") }}

),

orsak as (

    select * from {{ ref("orsak") }}

),

stadsdel as (

    select
        enhet_grupp.matar,
        enhet.enhet_kod,
        enhet.enhet_namn
    from parametrar
    inner join enhet_grupp
        on
            parametrar.matar = enhet_grupp.matar
            and parametrar.kommun_kod = enhet_grupp.grupp_kod
    inner join enhet
        on enhet_grupp.enhet_kod = enhet.enhet_kod
    where enhet_grupp.gruppindelning = 'storstad'

),

stadsdel_utfall as (

    select
        stadsdel.matar,
        stadsdel.enhet_kod,
        stadsdel.enhet_namn,
        enhetsutfall.indikator_id,
        coalesce(utfall.utfall_text, orsak.orsak_text) as utfall_text,
        enhetsutfall.ingar_i_taljare,
        enhetsutfall.markning
    from stadsdel
    inner join enhetsutfall
        on
            stadsdel.matar = enhetsutfall.matar
            and stadsdel.enhet_kod = enhetsutfall.enhet_kod
    left join utfall
        on enhetsutfall.utfall = utfall.utfall
    left join orsak
        on enhetsutfall.orsak_kod = orsak.orsak_kod
    where
        enhetsutfall.indikator_id in (
            'samverkan_primarvard',
            'samverkan_vuxenpsykiatri',
            'samverkan_akutmottagning',
            'samverkan_ungdomsmottagning',
            'samverkan_polis',
            'samverkan_kvinnojour'
        )

),

final as (

    select
        matar,
        enhet_kod,
        enhet_namn,
        max(case when indikator_id = 'samverkan_primarvard' then utfall_text end)
            as primarvard_text,
        max(case when indikator_id = 'samverkan_vuxenpsykiatri' then utfall_text end)
            as vuxenpsykiatri_text,
        max(case when indikator_id = 'samverkan_akutmottagning' then utfall_text end)
            as akutmottagning_text,
        max(case when indikator_id = 'samverkan_ungdomsmottagning' then utfall_text end)
            as ungdomsmottagning_text,
        max(case when indikator_id = 'samverkan_polis' then utfall_text end)
            as polis_text,
        max(case when indikator_id = 'samverkan_kvinnojour' then utfall_text end)
            as kvinnojour_text,
        cast(sum(ingar_i_taljare) as integer) as ja_antal,
        max(markning) as markning
    from stadsdel_utfall
    group by matar, enhet_kod, enhet_namn

)

select * from final
order by enhet_kod
