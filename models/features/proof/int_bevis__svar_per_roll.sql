-- One row is one unit × indicator × year with some answer delivered: what was answered, where it
-- stood, and why it was refused if it was, side by side, by role. Answers left out are not here.

{{ config(materialized="view") }}

with roll as (

    select * from {{ ref("int_indikator__roll_per_ar") }}

),

svar as (

    select * from {{ ref("int_svar__gallande") }}

),

granskat as (

    select * from {{ ref("int_svar__granskat") }}

),

karantan_orsak as (

    select * from {{ ref("karantan_orsak") }}

),

plats as (

    -- concat_ws leaves out the sheet and the column of a file that has none
    select
        svar.matar,
        svar.enhet_kod,
        svar.fraga_kod,
        svar.omrade_kod,
        svar.delfraga_kod,
        case
            when svar.fritext <> '' then svar.svar || ' (fritext: ' || svar.fritext || ')'
            else svar.svar
        end as svar,
        concat_ws(
            ' ',
            'leverans ' || cast(svar.leverans_nr as varchar) || ', ' || svar.fil,
            'blad ' || nullif(granskat.blad, ''),
            'rad ' || cast(svar.rad_nr as varchar),
            'kolumn ' || nullif(granskat.kolumn, '')
        ) as leverans,
        karantan_orsak.orsak_text as karantan_orsak
    from svar
    inner join granskat
        on
            svar.leverans_nr = granskat.leverans_nr
            and svar.rad_nr = granskat.rad_nr
            and svar.matar = granskat.matar
            and svar.enhet_kod = granskat.enhet_kod
            and svar.fraga_kod = granskat.fraga_kod
            and svar.omrade_kod = granskat.omrade_kod
            and svar.delfraga_kod = granskat.delfraga_kod
    left join karantan_orsak
        on granskat.karantan_orsak_kod = karantan_orsak.orsak_kod

),

roll_svar as (

    select
        plats.matar,
        plats.enhet_kod,
        roll.indikator_id,
        roll.roll,
        plats.svar,
        plats.leverans,
        plats.karantan_orsak
    from roll
    inner join plats
        on
            roll.matar = plats.matar
            and roll.fraga_kod = plats.fraga_kod
            and roll.omrade_kod = plats.omrade_kod
            and roll.delfraga_kod = plats.delfraga_kod

),

final as (

    select
        matar,
        enhet_kod,
        indikator_id,
        {{ per_roll(
            "max(case when roll = 'ROLL' then svar end) as ROLL_svar, "
            ~ "max(case when roll = 'ROLL' then leverans end) as ROLL_leverans, "
            ~ "max(case when roll = 'ROLL' then karantan_orsak end) as ROLL_karantan_orsak"
        ) }}
    from roll_svar
    group by matar, enhet_kod, indikator_id

)

select * from final
