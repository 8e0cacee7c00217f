-- One row is one suggestion for one result that is *nej* or *delvis*: matar × unit × indicator.

with utfall as (

    select * from {{ ref("fct_enhetsutfall") }}
    where utfall in ('nej', 'delvis')

),

utgangslage as (

    select * from {{ ref("int_vag__utgangslage") }}

),

steg as (

    select * from {{ ref("int_vag__steg") }}
    where mal = 'ja'

),

forslag_text as (

    select * from {{ ref("int_vag__text") }}

),

sammansatt as (

    select * from {{ ref("int_vag__sammansatt") }}

),

forslag as (

    select
        utgangslage.matar,
        utgangslage.enhet_kod,
        utgangslage.indikator_id,
        steg.forslag_nr,
        steg.steg_antal,
        steg.ar_atgard,
        forslag_text.lage_text,
        forslag_text.forslag_text,
        steg.andring_kod
    from utgangslage
    inner join steg
        on
            utgangslage.regel_variant = steg.regel_variant
            and utgangslage.svar_kod = steg.svar_kod
    inner join forslag_text
        on
            utgangslage.matar = forslag_text.matar
            and utgangslage.indikator_id = forslag_text.indikator_id
            and utgangslage.svar_kod = forslag_text.svar_kod
            and steg.mal = forslag_text.mal
            and steg.forslag_nr = forslag_text.forslag_nr

    union all

    select
        matar,
        enhet_kod,
        indikator_id,
        forslag_nr,
        steg_antal,
        ar_atgard,
        lage_text,
        forslag_text,
        andring_kod
    from sammansatt

),

final as (

    select
        utfall.matar,
        utfall.enhet_kod,
        utfall.indikator_id,
        utfall.utfall,
        utfall.gren_id,
        cast(forslag.forslag_nr as integer) as forslag_nr,
        cast(forslag.steg_antal as integer) as steg_antal,
        forslag.ar_atgard,
        forslag.lage_text,
        forslag.forslag_text,
        forslag.andring_kod,
        utfall.markning
    from utfall
    inner join forslag
        on
            utfall.matar = forslag.matar
            and utfall.enhet_kod = forslag.enhet_kod
            and utfall.indikator_id = forslag.indikator_id

)

select * from final
