-- Each delivery has as many accepted rows in the warehouse as its receipt says. A sentence says
-- which has not, and what to do. Deliveries without such a receipt are not compared, nor those of
-- counts and populations that came after one that was withdrawn: they are judged by what holds.

with handelse as (

    select * from {{ ref("stg_landing__handelse") }}
    where godtagna_antal is not null

),

godtaget as (

    select
        leverans_nr,
        count(*) as godtagna_antal
    from (
        select
            leverans_nr,
            bedomd_orsak_kod
        from {{ ref("int_svar__granskat") }}
        union all
        select
            leverans_nr,
            bedomd_orsak_kod
        from {{ ref("int_varde__granskat") }}
        union all
        select
            leverans_nr,
            bedomd_orsak_kod
        from {{ ref("int_befolkning__granskat") }}
    ) as granskat
    where bedomd_orsak_kod is null
    group by leverans_nr

),

tal_efter_tillbakadragen as (

    select distinct tal.leverans_nr
    from (
        select leverans_nr from {{ ref("int_varde__granskat") }}
        union
        select leverans_nr from {{ ref("int_befolkning__granskat") }}
    ) as tal
    inner join {{ ref("stg_landing__handelse") }} as tidigare
        on
            tal.leverans_nr >= tidigare.leverans_nr
            and tidigare.tillbakadragen is not null

),

final as (

    select
        'Leverans ' || handelse.leverans_nr || ': kvittot har ' || handelse.godtagna_antal
        || ' godtagna rader, lagret ' || coalesce(godtaget.godtagna_antal, 0)
        || '. Reglerna kan ha ändrats sedan kvittot: ta tillbaka leveransen (oj withdraw) och ta '
        || 'emot filen igen, så gäller ett nytt kvitto.' as mening
    from handelse
    left join godtaget
        on handelse.leverans_nr = godtaget.leverans_nr
    left join tal_efter_tillbakadragen
        on handelse.leverans_nr = tal_efter_tillbakadragen.leverans_nr
    where
        handelse.godtagna_antal <> coalesce(godtaget.godtagna_antal, 0)
        and tal_efter_tillbakadragen.leverans_nr is null

)

select * from final
