-- One row is one indicator asked in one year: how many units changed outcome since the year before,
-- of those that had one both years, or the reason why that is not counted.

with indikator as (

    select
        matar,
        indikator_id
    from {{ ref("int_indikator__per_ar") }}

),

landning as (

    select distinct matar
    from {{ ref("int_enhet__ram") }}

),

jamforbarhet as (

    select * from {{ ref("dim_jamforbarhet") }}

),

overgang as (

    select
        till_matar,
        indikator_id,
        cast(count(*) as integer) as svarade_bada_antal,
        cast(count(*) filter (where overgang_kod <> 'oforandrad') as integer) as byte_antal,
        cast(count(*) filter (where overgang_kod = 'till_ja') as integer) as blev_ja_antal,
        cast(count(*) filter (where overgang_kod = 'fran_ja') as integer) as slutade_ja_antal
    from {{ ref("fct_enhetsovergang") }}
    where overgang_kod in ('oforandrad', 'till_ja', 'fran_ja', 'annan_andring')
    group by till_matar, indikator_id

),

final as (

    select
        indikator.matar,
        indikator.indikator_id,
        jamforbarhet.klass as jamforbarhet,
        overgang.svarade_bada_antal,
        overgang.byte_antal,
        overgang.blev_ja_antal - overgang.slutade_ja_antal as netto_ja_antal,
        case
            when overgang.indikator_id is not null then null
            when forra_landning.matar is null then 'ej_i_landningen'
            when not jamforbarhet.fran_stalld then 'ej_insamlad'
            when jamforbarhet.klass = 'ej' then 'ej_jamforbar'
            else 'inga_gemensamma_svar'
        end as byte_orsak_kod
    from indikator
    inner join landning
        on indikator.matar = landning.matar
    left join landning as forra_landning
        on indikator.matar - 1 = forra_landning.matar
    left join jamforbarhet
        on
            indikator.indikator_id = jamforbarhet.indikator_id
            and indikator.matar = jamforbarhet.till_matar
    left join overgang
        on
            indikator.indikator_id = overgang.indikator_id
            and indikator.matar = overgang.till_matar

)

select * from final
