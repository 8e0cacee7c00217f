-- Each delivery has as many accepted rows in the warehouse as its receipt says. A sentence says
-- which has not, and what to do. Deliveries without such a receipt are not compared.

with handelse as (

    select * from {{ ref("stg_landing__handelse") }}
    where godtagna_antal is not null

),

godtaget as (

    select
        leverans_nr,
        count(*) as godtagna_antal
    from {{ ref("int_svar__granskat") }}
    where bedomd_orsak_kod is null
    group by leverans_nr

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
    where handelse.godtagna_antal <> coalesce(godtaget.godtagna_antal, 0)

)

select * from final
