-- One row is one delivered row of a population file, with the reason why it was refused. Ages are
-- judged together for each delivery × year × unit × sex, kommuner for each delivery × year × sex.
{{ config(schema="intern") }}

with befolkning as (

    select * from {{ ref("stg_landing__befolkning") }}

),

handelse as (

    select * from {{ ref("stg_landing__handelse") }}

),

matar as (

    select * from {{ ref("matar") }}

),

enhet as (

    select * from {{ ref("enhet") }}

),

kommun as (

    select * from {{ ref("kommun") }}

),

plats as (

    -- kommuner and parts of cities, with the years that they were there on 31 December
    select
        matar.matar,
        enhet.enhet_kod,
        enhet.kommun_kod
    from matar
    inner join enhet
        on {{ giltig_dag(
            sista_dagen("matar.matar"), "enhet.giltig_fran", "enhet.giltig_till"
        ) }}
    union
    select
        matar.matar,
        enhet.kommun_kod as enhet_kod,
        enhet.kommun_kod
    from matar
    inner join enhet
        on {{ giltig_dag(
            sista_dagen("matar.matar"), "enhet.giltig_fran", "enhet.giltig_till"
        ) }}

),

kand_plats as (

    select enhet_kod
    from enhet
    union
    select kommun_kod as enhet_kod
    from kommun

),

formgranskat as (

    select
        befolkning.*,
        plats.kommun_kod,
        matar.matar is not null as ar_kant_matar,
        handelse.tillbakadragen is not null as ar_tillbakadragen,
        case
            when befolkning.lasfel_kod is not null then befolkning.lasfel_kod
            when
                coalesce(trim(befolkning.ar_levererad), '') = ''
                or coalesce(befolkning.enhet_kod, '') = ''
                or befolkning.antal_text = ''
                then 'obligatorisk_befolkning_saknas'
            when matar.matar is null then 'ogiltigt_kalenderar'
            when
                kand_plats.enhet_kod is null
                and translate(left(befolkning.kommun_kod_levererad, 3), '0123456789', '') in (
                    '', ' '
                )
                and translate(left(befolkning.kommun_kod_levererad, 2), '0123456789', '') = ''
                and (
                    length(trim(befolkning.kommun_kod_levererad)) = 2
                    or substr(befolkning.kommun_kod_levererad, 3, 1) = ' '
                )
                then 'region_ej_kommun'
            when kand_plats.enhet_kod is null then 'okand_enhet'
            when plats.enhet_kod is null then 'enhet_har_upphort'
            when befolkning.kon is null then 'okant_kon'
            when {{ tal_fel("befolkning.antal_text", "befolkning.antal") }} is not null
                then {{ tal_fel("befolkning.antal_text", "befolkning.antal") }}
            when
                befolkning.alder_fran is null
                or (befolkning.alder_till is null and befolkning.alder_till_text <> '')
                or befolkning.alder_till < befolkning.alder_fran
                then 'ogiltig_alder'
            when
                befolkning.alder_fran < 18
                and (befolkning.alder_till is null or befolkning.alder_till >= 18)
                then 'alder_delar_vuxna'
        end as formfel_kod
    from befolkning
    left join handelse
        on befolkning.leverans_nr = handelse.leverans_nr
    left join matar
        on befolkning.matar = matar.matar
    left join kand_plats
        on befolkning.enhet_kod = kand_plats.enhet_kod
    left join plats
        on
            befolkning.matar = plats.matar
            and befolkning.enhet_kod = plats.enhet_kod

),

klass as (

    select
        leverans_nr,
        matar,
        enhet_kod,
        kommun_kod,
        kon,
        alder_fran,
        alder_till,
        min(antal) as minsta_antal,
        max(antal) as storsta_antal
    from formgranskat
    where formfel_kod is null and alder_fran >= 18
    group by leverans_nr, matar, enhet_kod, kommun_kod, kon, alder_fran, alder_till

),

foljd as (

    select
        *,
        coalesce(
            lag(coalesce(alder_till, 9999)) over (
                partition by leverans_nr, matar, enhet_kod, kon
                order by alder_fran, coalesce(alder_till, 9999)
            ), 17
        ) as fore_till
    from klass

),

enhet_kon as (

    -- every age from 18, once each
    select
        leverans_nr,
        matar,
        enhet_kod,
        kommun_kod,
        kon,
        max(case when storsta_antal <> minsta_antal then 1 else 0 end) = 1 as ar_motstridig,
        min(case when alder_fran = fore_till + 1 then 1 else 0 end) = 1
        and max(case when alder_till is null then 1 else 0 end) = 1 as ar_hel
    from foljd
    group by leverans_nr, matar, enhet_kod, kommun_kod, kon

),

levererat_kon as (

    select distinct
        leverans_nr,
        matar,
        kon
    from enhet_kon

),

kommun_i_ramen as (

    select distinct
        matar,
        kommun_kod
    from plats

),

saknad_kommun as (

    select distinct
        levererat_kon.leverans_nr,
        levererat_kon.matar,
        levererat_kon.kon
    from levererat_kon
    inner join kommun_i_ramen
        on levererat_kon.matar = kommun_i_ramen.matar
    left join enhet_kon as hel
        on
            levererat_kon.leverans_nr = hel.leverans_nr
            and levererat_kon.matar = hel.matar
            and levererat_kon.kon = hel.kon
            and kommun_i_ramen.kommun_kod = hel.kommun_kod
            and hel.ar_hel
            and not hel.ar_motstridig
    where hel.leverans_nr is null

),

forsta_hela as (

    -- from the first whole delivery on, a later one may hold some kommuner only
    select
        levererad.matar,
        levererad.kon,
        min(levererad.leverans_nr) as leverans_nr
    from enhet_kon as levererad
    left join handelse
        on levererad.leverans_nr = handelse.leverans_nr
    left join saknad_kommun
        on
            levererad.leverans_nr = saknad_kommun.leverans_nr
            and levererad.matar = saknad_kommun.matar
            and levererad.kon = saknad_kommun.kon
    where saknad_kommun.leverans_nr is null and handelse.tillbakadragen is null
    group by levererad.matar, levererad.kon

),

bedomt as (

    select
        formgranskat.*,
        case
            when formgranskat.formfel_kod is not null then formgranskat.formfel_kod
            when enhet_kon.ar_motstridig then 'motstridig_befolkning'
            when coalesce(not enhet_kon.ar_hel, true) then 'befolkning_saknar_aldrar'
            when
                saknad_kommun.leverans_nr is not null
                and coalesce(forsta_hela.leverans_nr > formgranskat.leverans_nr, true)
                then 'befolkning_saknar_kommuner'
        end as bedomd_orsak_kod
    from formgranskat
    left join enhet_kon
        on
            formgranskat.leverans_nr = enhet_kon.leverans_nr
            and formgranskat.matar = enhet_kon.matar
            and formgranskat.enhet_kod = enhet_kon.enhet_kod
            and formgranskat.kon = enhet_kon.kon
    left join saknad_kommun
        on
            formgranskat.leverans_nr = saknad_kommun.leverans_nr
            and formgranskat.matar = saknad_kommun.matar
            and formgranskat.kon = saknad_kommun.kon
    left join forsta_hela
        on
            formgranskat.matar = forsta_hela.matar
            and formgranskat.kon = forsta_hela.kon

),

final as (

    select
        leverans_nr,
        leverans_id,
        fil,
        rad_nr,
        matar,
        enhet_kod,
        kommun_kod,
        kon,
        alder_fran,
        alder_till,
        antal,
        ar_kant_matar and kommun_kod is not null and not ar_tillbakadragen as ar_i_ramen,
        ar_tillbakadragen,
        bedomd_orsak_kod,
        case when ar_tillbakadragen then 'tillbakadragen_leverans' else bedomd_orsak_kod end
            as karantan_orsak_kod,
        ar_levererad,
        kommun_kod_levererad,
        enhet_kod_levererad,
        kon_levererad,
        alder_fran_levererad,
        alder_till_levererad,
        antal_levererad,
        rad,
        markning,
        blad,
        kolumn
    from bedomt

)

select * from final
