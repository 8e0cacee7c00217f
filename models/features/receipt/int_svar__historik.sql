-- One row is one accepted answer that was ever delivered and is not empty: from and to which
-- delivery it was in force, and why it no longer is. Answers of withdrawn deliveries displace
-- nothing.

with granskat as (

    select * from {{ ref("int_svar__granskat") }}

),

handelse as (

    select * from {{ ref("stg_landing__handelse") }}

),

godtaget as (

    select *
    from granskat
    where bedomd_orsak_kod is null and not ar_tomt

),

omtvistat as (

    -- the few questions that have several answers: only those are put in order
    select
        enhet_kod,
        post_nr
    from godtaget
    group by enhet_kod, post_nr
    having count(*) > 1

),

ordnat as (

    -- the strongest first, as in int_svar__gallande
    select
        svar.*,
        row_number() over (
            partition by svar.ar_tillbakadragen, svar.enhet_kod, svar.post_nr
            order by {{ starkaste_svaret_forst("svar") }}
        ) as ordning
    from godtaget as svar
    inner join omtvistat
        on
            svar.enhet_kod = omtvistat.enhet_kod
            and svar.post_nr = omtvistat.post_nr

),

jamfort as (

    -- the first delivery that holds a stronger answer, and the strongest answer of each delivery
    select
        *,
        min(leverans_nr) over (
            partition by ar_tillbakadragen, enhet_kod, post_nr
            order by ordning
            rows between unbounded preceding and 1 preceding
        ) as starkare_leverans_nr,
        row_number() over (
            partition by leverans_nr, enhet_kod, post_nr
            order by ordning
        ) as ordning_i_leveransen
    from ordnat

),

ersatt as (

    -- each answer that a stronger one displaced, and when that one was submitted
    select
        jamfort.leverans_nr,
        jamfort.rad_nr,
        jamfort.kolumn,
        jamfort.starkare_leverans_nr,
        ersattare.inlamnad as ersattare_inlamnad
    from jamfort
    inner join jamfort as ersattare
        on
            jamfort.starkare_leverans_nr = ersattare.leverans_nr
            and ersattare.ordning_i_leveransen = 1
            and jamfort.enhet_kod = ersattare.enhet_kod
            and jamfort.post_nr = ersattare.post_nr

),

final as (

    select
        godtaget.matar,
        godtaget.enhet_kod,
        godtaget.fraga_kod,
        godtaget.omrade_kod,
        godtaget.delfraga_kod,
        godtaget.svarsklass,
        godtaget.svar,
        godtaget.fritext,
        godtaget.inlamnad,
        godtaget.leverans_nr,
        godtaget.leverans_id,
        godtaget.fil,
        godtaget.rad_nr,
        coalesce(godtaget.kolumn, '') as kolumn,
        case
            when ersatt.starkare_leverans_nr <= godtaget.leverans_nr then null
            else godtaget.leverans_nr
        end as fran_leverans_nr,
        case
            when godtaget.ar_tillbakadragen then null
            when ersatt.starkare_leverans_nr > godtaget.leverans_nr
                then ersatt.starkare_leverans_nr
        end as till_leverans_nr,
        case
            when godtaget.ar_tillbakadragen then 'tillbakadragen_leverans'
            when ersatt.starkare_leverans_nr is null then null
            when ersatt.starkare_leverans_nr < godtaget.leverans_nr then 'tidigare_inlamnad'
            when
                ersatt.ersattare_inlamnad > godtaget.inlamnad
                or (ersatt.ersattare_inlamnad is not null and godtaget.inlamnad is null)
                then 'senare_inlamnad'
            when ersatt.starkare_leverans_nr = godtaget.leverans_nr then 'samma_leverans'
            else 'senare_leverans'
        end as ersatt_orsak_kod,
        handelse.tillbakadragen
    from godtaget
    left join handelse
        on godtaget.leverans_nr = handelse.leverans_nr
    left join ersatt
        on
            godtaget.leverans_nr = ersatt.leverans_nr
            and godtaget.rad_nr = ersatt.rad_nr
            and godtaget.kolumn is not distinct from ersatt.kolumn

)

select * from final
