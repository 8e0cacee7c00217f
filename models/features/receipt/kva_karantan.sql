-- One row is one delivered row that did not enter, as it was delivered, with the reason.

with granskat as (

    select * from {{ ref("int_svar__granskat") }}

),

levererat as (

    select * from {{ ref("stg_landing__svar") }}

),

karantan_orsak as (

    select * from {{ ref("karantan_orsak") }}

),

avvisat_tal as (

    select * from {{ ref("kva_avvisat_tal") }}

),

final as (

    select
        granskat.leverans_nr as leverans,
        granskat.leverans_id,
        granskat.fil,
        granskat.rad_nr,
        levererat.matar_levererad as matar,
        levererat.enhet_kod_levererad as enhet_kod,
        levererat.fraga_kod_levererad as fraga_kod,
        levererat.omrade_kod_levererad as omrade_kod,
        levererat.delfraga_kod_levererad as delfraga_kod,
        levererat.svar_levererad as svar,
        levererat.fritext_levererad as fritext,
        levererat.inlamnad_levererad as inlamnad,
        levererat.rad,
        granskat.karantan_orsak_kod as orsak_kod,
        karantan_orsak.orsak_text,
        karantan_orsak.atgard,
        granskat.blad,
        granskat.kolumn,
        granskat.markning,
        'svar' as slag
    from granskat
    inner join levererat
        on
            granskat.leverans_nr = levererat.leverans_nr
            and granskat.rad_nr = levererat.rad_nr
            and coalesce(granskat.kolumn, '') = coalesce(levererat.kolumn, '')
    left join karantan_orsak
        on granskat.karantan_orsak_kod = karantan_orsak.orsak_kod
    where granskat.karantan_orsak_kod is not null

    union all

    select
        leverans,
        leverans_id,
        fil,
        rad_nr,
        matar,
        enhet_kod,
        cast(null as varchar) as fraga_kod,
        cast(null as varchar) as omrade_kod,
        cast(null as varchar) as delfraga_kod,
        cast(null as varchar) as svar,
        fritext,
        inlamnad,
        rad,
        orsak_kod,
        orsak_text,
        atgard,
        blad,
        kolumn,
        markning,
        slag
    from avvisat_tal

)

select * from final
