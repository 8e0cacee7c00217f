-- One row is one delivered row that did not enter, as it was delivered, with the reason.

with granskat as (

    select * from {{ ref("int_svar__granskat") }}

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
        granskat.matar_levererad as matar,
        granskat.enhet_kod_levererad as enhet_kod,
        granskat.fraga_kod_levererad as fraga_kod,
        granskat.omrade_kod_levererad as omrade_kod,
        granskat.delfraga_kod_levererad as delfraga_kod,
        granskat.svar_levererad as svar,
        granskat.fritext_levererad as fritext,
        granskat.inlamnad_levererad as inlamnad,
        granskat.rad,
        granskat.karantan_orsak_kod as orsak_kod,
        karantan_orsak.orsak_text,
        karantan_orsak.atgard,
        granskat.blad,
        granskat.kolumn,
        granskat.markning,
        'svar' as slag
    from granskat
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
