-- One row is one unit in the frame that answered nothing in a year; refused rows are no answers.

with svarslage as (

    select * from {{ ref("int_enhet__svarslage") }}

),

enhet as (

    select * from {{ ref("dim_enhet") }}

),

karantan as (

    select
        matar,
        enhet_kod,
        count(*) as rad_antal
    from {{ ref("int_svar__granskat") }}
    where karantan_orsak_kod is not null
    group by matar, enhet_kod

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

final as (

    select distinct
        svarslage.matar,
        svarslage.enhet_kod,
        enhet.enhet_namn,
        enhet.lan_kod,
        coalesce(karantan.rad_antal, 0) as karantan_rad_antal,
        markning.markning
    from svarslage
    cross join markning
    inner join enhet
        on svarslage.enhet_kod = enhet.enhet_kod
    left join karantan
        on
            svarslage.matar = karantan.matar
            and svarslage.enhet_kod = karantan.enhet_kod
    where svarslage.ar_enhetsbortfall

)

select * from final
