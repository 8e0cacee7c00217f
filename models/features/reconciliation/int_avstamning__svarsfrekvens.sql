-- One row is one published response rate, with the computed one of riket and the reason when it is
-- missing.

with publicerad as (

    select * from {{ ref("publicerad_svarsfrekvens") }}

),

riket as (

    select * from {{ ref("fct_svarsfrekvens") }}
    where gruppindelning = 'riket'

),

landning as (

    select distinct matar
    from {{ ref("int_enhet__ram") }}

),

final as (

    select
        publicerad.matar,
        -- two sources may give two rates
        publicerad.omrade_kod || ' ' || cast(publicerad.svarsfrekvens_procent as varchar)
            as publicerad_nyckel,
        publicerad.omrade_kod,
        publicerad.svarsfrekvens_procent as publicerat_procent,
        cast(publicerad.svarande_antal as varchar) || ' av '
        || cast(publicerad.enheter_antal as varchar) as publicerat_text,
        publicerad.svarande_antal as publicerat_taljare_antal,
        riket.svarande_antal as beraknat_taljare_antal,
        riket.enheter_antal as beraknat_namnare_antal,
        coalesce(publicerad.enheter_antal, riket.enheter_antal) as enheter_antal,
        case
            when landning.matar is null then 'ej_i_landningen'
            when riket.omrade_kod is null then 'ej_insamlad'
        end as orsak_kod,
        publicerad.kalla as publicerat_kalla
    from publicerad
    left join landning
        on publicerad.matar = landning.matar
    left join riket
        on
            publicerad.matar = riket.matar
            and publicerad.omrade_kod = riket.omrade_kod

)

select * from final
