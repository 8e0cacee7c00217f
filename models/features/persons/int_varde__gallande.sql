-- One row is the value in force: matar × enhet × indikator × kon. The last submitted of the
-- accepted ones, then the last delivered; none submitted counts as earlier than any. What waits by
-- the plan of protection has not come: a new delivery is not counted, a withdrawn one still is.
{{ config(schema="intern") }}

with granskat as (

    select * from {{ ref("int_varde__granskat") }}
    where bedomd_orsak_kod is null and not ar_tomt

),

vantar as (

    select distinct
        matar,
        indikator_id,
        leverans_nr
    from {{ ref("stg_landing__skydd") }}
    where leverans_nr is not null

),

raknat as (

    select granskat.*
    from granskat
    left join vantar
        on
            granskat.matar = vantar.matar
            and granskat.indikator_id = vantar.indikator_id
            and granskat.leverans_nr = vantar.leverans_nr
    where granskat.ar_tillbakadragen = (vantar.leverans_nr is not null)

),

ordnat as (

    select
        *,
        row_number() over (
            partition by matar, enhet_kod, indikator_id, kon
            order by
                case when inlamnad is null then 1 else 0 end,
                inlamnad desc,
                leverans_nr desc,
                rad_nr desc
        ) as ordning
    from raknat

),

final as (

    select
        matar,
        enhet_kod,
        indikator_id,
        kon,
        taljare,
        namnare,
        inlamnad,
        leverans_nr,
        fil,
        rad_nr
    from ordnat
    where ordning = 1

)

select * from final
