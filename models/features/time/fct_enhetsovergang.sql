-- One row is one unit × indicator × pair of consecutive years of the landing: where the unit came
-- from and where it went, also into and out of the frame, the answers and the question.

with par as (

    select
        *,
        case when klass = 'direkt' or (klass = 'delvis' and ar_omraknad) then ny_utfall end
            as fran_utfall_ny_regel
    from {{ ref("int_enhetsutfall__parat") }}

),

sammanslagning as (

    select * from {{ ref("enhet_sammanslagning") }}

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

final as (

    select
        par.fran_matar,
        par.till_matar,
        par.enhet_kod,
        par.indikator_id,
        par.klass as jamforbarhet,
        par.fran_utfall,
        par.fran_orsak_kod,
        par.till_utfall,
        par.till_orsak_kod,
        case
            when not par.fran_i_ramen then 'in_i_ramen'
            when not par.till_i_ramen then 'ut_ur_ramen'
            when not par.fran_stalld then 'fragan_tillkom'
            when not par.till_stalld then 'fragan_upphorde'
            when par.klass = 'ej' then 'ej_jamforbar'
            when par.fran_utfall is null and par.till_utfall is null then 'utan_svar'
            when par.fran_utfall is null then 'in_i_svar'
            when par.till_utfall is null then 'ut_ur_svar'
            when par.fran_utfall = par.till_utfall then 'oforandrad'
            when par.till_utfall = 'ja' then 'till_ja'
            when par.fran_utfall = 'ja' then 'fran_ja'
            else 'annan_andring'
        end as overgang_kod,
        case when not par.till_i_ramen then sammanslagning.till_enhet_kod end
            as efterfoljare_enhet_kod,
        par.fran_utfall_ny_regel,
        -- with one rule for both years: a change of rule alone moves nobody
        case
            when par.till_utfall is not null and par.fran_utfall_ny_regel <> 'obestamd'
                then par.fran_utfall_ny_regel <> par.till_utfall
        end as ar_verklig,
        markning.markning
    from par
    left join sammanslagning
        on par.enhet_kod = sammanslagning.fran_enhet_kod
    cross join markning

)

select * from final
