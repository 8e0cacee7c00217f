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

ordnat as (

    -- the strongest first, as in int_svar__gallande
    select
        godtaget.*,
        row_number() over (
            partition by
                godtaget.ar_tillbakadragen,
                godtaget.matar,
                godtaget.enhet_kod,
                godtaget.fraga_kod,
                godtaget.omrade_kod,
                godtaget.delfraga_kod
            order by {{ starkaste_svaret_forst("godtaget") }}
        ) as ordning
    from godtaget

),

jamfort as (

    -- the first delivery that holds a stronger answer, and the strongest answer of each delivery
    select
        *,
        min(leverans_nr) over (
            partition by
                ar_tillbakadragen, matar, enhet_kod, fraga_kod, omrade_kod, delfraga_kod
            order by ordning
            rows between unbounded preceding and 1 preceding
        ) as starkare_leverans_nr,
        row_number() over (
            partition by
                leverans_nr, matar, enhet_kod, fraga_kod, omrade_kod, delfraga_kod
            order by ordning
        ) as ordning_i_leveransen
    from ordnat

),

starkast_i_leveransen as (

    select
        matar,
        enhet_kod,
        fraga_kod,
        omrade_kod,
        delfraga_kod,
        leverans_nr,
        inlamnad
    from jamfort
    where ordning_i_leveransen = 1

),

final as (

    select
        jamfort.matar,
        jamfort.enhet_kod,
        jamfort.fraga_kod,
        jamfort.omrade_kod,
        jamfort.delfraga_kod,
        jamfort.svarsklass,
        jamfort.svar,
        jamfort.fritext,
        jamfort.inlamnad,
        jamfort.leverans_nr,
        jamfort.leverans_id,
        jamfort.fil,
        jamfort.rad_nr,
        coalesce(jamfort.kolumn, '') as kolumn,
        case
            when jamfort.starkare_leverans_nr <= jamfort.leverans_nr then null
            else jamfort.leverans_nr
        end as fran_leverans_nr,
        case
            when jamfort.ar_tillbakadragen then null
            when jamfort.starkare_leverans_nr > jamfort.leverans_nr
                then jamfort.starkare_leverans_nr
        end as till_leverans_nr,
        case
            when jamfort.ar_tillbakadragen then 'tillbakadragen_leverans'
            when jamfort.starkare_leverans_nr is null then null
            when jamfort.starkare_leverans_nr < jamfort.leverans_nr then 'tidigare_inlamnad'
            when
                ersattare.inlamnad > jamfort.inlamnad
                or (ersattare.inlamnad is not null and jamfort.inlamnad is null)
                then 'senare_inlamnad'
            when jamfort.starkare_leverans_nr = jamfort.leverans_nr then 'samma_leverans'
            else 'senare_leverans'
        end as ersatt_orsak_kod,
        handelse.tillbakadragen
    from jamfort
    left join handelse
        on jamfort.leverans_nr = handelse.leverans_nr
    left join starkast_i_leveransen as ersattare
        on
            jamfort.starkare_leverans_nr = ersattare.leverans_nr
            and jamfort.matar = ersattare.matar
            and jamfort.enhet_kod = ersattare.enhet_kod
            and jamfort.fraga_kod = ersattare.fraga_kod
            and jamfort.omrade_kod = ersattare.omrade_kod
            and jamfort.delfraga_kod = ersattare.delfraga_kod

)

select * from final
