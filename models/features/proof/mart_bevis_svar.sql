-- One row is one answer that a result rests on, by its role in the rule: matar × unit × indicator ×
-- role, also where no answer came. The row of fct_enhetsutfall is its head. A composite rests on
-- its components: each is a role, and its outcome stands as the class.

with ryggrad as (

    select * from {{ ref("int_utfall__ryggrad") }}

),

roll_per_ar as (

    select * from {{ ref("int_indikator__roll_per_ar") }}

),

roll as (

    select * from {{ ref("roll") }}

),

svar as (

    select * from {{ ref("int_svar__per_roll") }}

),

komponent as (

    select * from {{ ref("indikator_komponent") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

enhetsutfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

bevis as (

    select
        ryggrad.matar,
        ryggrad.enhet_kod,
        ryggrad.indikator_id,
        roll_per_ar.roll,
        roll.roll_namn,
        roll_per_ar.fraga_kod,
        nullif(roll_per_ar.omrade_kod, '') as omrade_kod,
        nullif(roll_per_ar.delfraga_kod, '') as delfraga_kod,
        svar.svarsklass,
        coalesce(svar.har_fritext, false) as har_fritext,
        svar.leverans_nr,
        svar.rad_nr
    from ryggrad
    inner join roll_per_ar
        on
            ryggrad.matar = roll_per_ar.matar
            and ryggrad.indikator_id = roll_per_ar.indikator_id
    inner join roll
        on roll_per_ar.roll = roll.roll
    left join svar
        on
            ryggrad.matar = svar.matar
            and ryggrad.enhet_kod = svar.enhet_kod
            and ryggrad.indikator_id = svar.indikator_id
            and roll_per_ar.roll = svar.roll

    union all

    select
        enhetsutfall.matar,
        enhetsutfall.enhet_kod,
        komponent.indikator_id,
        komponent.komponent_indikator_id as roll,
        indikator.kortnamn as roll_namn,
        null as fraga_kod,
        null as omrade_kod,
        null as delfraga_kod,
        enhetsutfall.utfall as svarsklass,
        false as har_fritext,
        null as leverans_nr,
        null as rad_nr
    from komponent
    inner join enhetsutfall
        on komponent.komponent_indikator_id = enhetsutfall.indikator_id
    inner join indikator
        on komponent.komponent_indikator_id = indikator.indikator_id

),

final as (

    select
        bevis.*,
        markning.markning
    from bevis
    cross join markning

)

select * from final
