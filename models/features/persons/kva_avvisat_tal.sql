-- One row is one delivered row of a value file or a population file that did not enter, with the
-- reason. What it said stands in `rad`.

with varde as (

    select * from {{ ref("int_varde__granskat") }}
    where karantan_orsak_kod is not null

),

befolkning as (

    select * from {{ ref("int_befolkning__granskat") }}
    where karantan_orsak_kod is not null

),

orsak as (

    select
        orsak_kod,
        orsak_text,
        atgard
    from {{ ref("karantan_orsak") }}
    union all
    select
        orsak_kod,
        orsak_text,
        atgard
    from {{ ref("tal_karantan_orsak") }}

),

avvisat as (

    select
        leverans_nr,
        leverans_id,
        fil,
        rad_nr,
        matar_levererad as matar,
        enhet_kod_levererad as enhet_kod,
        fritext_levererad as fritext,
        inlamnad_levererad as inlamnad,
        coalesce(
            rad,
            'indikator_id=' || coalesce(indikator_id_levererad, '')
            || '; kon=' || coalesce(kon_levererad, '')
            || '; taljare=' || coalesce(taljare_levererad, '')
            || '; namnare=' || coalesce(namnare_levererad, '')
        ) as rad,
        karantan_orsak_kod as orsak_kod,
        blad,
        kolumn,
        markning,
        'varde' as slag
    from varde

    union all

    select
        leverans_nr,
        leverans_id,
        fil,
        rad_nr,
        ar_levererad as matar,
        coalesce(nullif(enhet_kod_levererad, ''), kommun_kod_levererad) as enhet_kod,
        cast(null as varchar) as fritext,
        cast(null as varchar) as inlamnad,
        coalesce(
            rad,
            'kon=' || coalesce(kon_levererad, '')
            || '; alder_fran=' || coalesce(alder_fran_levererad, '')
            || '; alder_till=' || coalesce(alder_till_levererad, '')
            || '; antal=' || coalesce(antal_levererad, '')
        ) as rad,
        karantan_orsak_kod as orsak_kod,
        blad,
        kolumn,
        markning,
        'befolkning' as slag
    from befolkning

),

final as (

    select
        avvisat.leverans_nr as leverans,
        avvisat.leverans_id,
        avvisat.fil,
        avvisat.rad_nr,
        avvisat.matar,
        avvisat.enhet_kod,
        avvisat.fritext,
        avvisat.inlamnad,
        avvisat.rad,
        avvisat.orsak_kod,
        orsak.orsak_text,
        orsak.atgard,
        avvisat.blad,
        avvisat.kolumn,
        avvisat.markning,
        avvisat.slag
    from avvisat
    left join orsak
        on avvisat.orsak_kod = orsak.orsak_kod

)

select * from final
