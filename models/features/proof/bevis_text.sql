-- One row is one answer in force, as it was delivered: matar × unit × question × area × item, with
-- the texts that the respondent wrote, where it stood, and why it was refused if it was.

{{ config(materialized="view", schema="intern") }}

with svar as (

    select * from {{ ref("int_svar__gallande") }}

),

granskat as (

    select * from {{ ref("int_svar__granskat") }}

),

karantan_orsak as (

    select * from {{ ref("karantan_orsak") }}

),

final as (

    select
        svar.matar,
        svar.enhet_kod,
        svar.fraga_kod,
        svar.omrade_kod,
        svar.delfraga_kod,
        svar.svar,
        svar.fritext,
        svar.svarsklass in ('ogiltigt', 'fri_text') as svar_ar_text,
        svar.leverans_nr,
        svar.fil,
        granskat.blad,
        svar.rad_nr,
        granskat.kolumn,
        granskat.karantan_orsak_kod,
        karantan_orsak.orsak_text as karantan_orsak_text
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

)

select * from final
