-- One row is one unit × area of the questionnaire × year: how much of what the unit should answer
-- there is answered so far. An area is the question's own; without one, that which opens it.

with vantat as (

    select * from {{ ref("int_svar__vantat") }}

),

svarslage as (

    select * from {{ ref("int_enhet__svarslage") }}

),

enhet as (

    select * from {{ ref("dim_enhet") }}

),

verksamhetsomrade as (

    select * from {{ ref("verksamhetsomrade") }}

),

raknat as (

    select
        matar,
        enhet_kod,
        svarsomrade_kod,
        cast(count(*) filter (where ar_stalld) as integer) as stallda_antal,
        cast(count(*) filter (where ar_besvarad) as integer) as besvarade_antal,
        cast(count(*) filter (where ar_stalld and svarsklass = 'kan_inte_svara') as integer)
            as kan_inte_svara_antal,
        cast(count(*) filter (where ar_stalld and svarsklass = 'ogiltigt') as integer)
            as avvisade_antal
    from vantat
    group by matar, enhet_kod, svarsomrade_kod

),

jamfort as (

    select
        *,
        stallda_antal - besvarade_antal as saknade_antal,
        sum(besvarade_antal) over (partition by matar, enhet_kod) as enhetens_besvarade_antal
    from raknat

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

final as (

    select
        jamfort.matar,
        jamfort.enhet_kod,
        enhet.enhet_namn,
        enhet.lan_kod,
        jamfort.svarsomrade_kod,
        coalesce(verksamhetsomrade.omrade_namn, 'Gemensamma frågor') as svarsomrade_namn,
        svarslage.oppningssvar,
        jamfort.stallda_antal,
        jamfort.besvarade_antal,
        jamfort.saknade_antal,
        jamfort.kan_inte_svara_antal,
        jamfort.avvisade_antal,
        case
            when jamfort.enhetens_besvarade_antal = 0 then 'Enheten har inte svarat.'
            when jamfort.besvarade_antal = 0 then 'Inte påbörjat.'
            when jamfort.saknade_antal > 0
                then
                    'Påbörjat: ' || cast(jamfort.saknade_antal as varchar) || ' av '
                    || cast(jamfort.stallda_antal as varchar) || ' svar saknas.'
            when svarslage.oppningssvar = 'nej' then 'Klart: området kan inte besvaras.'
            else 'Klart.'
        end as svarslage_text,
        markning.markning
    from jamfort
    cross join markning
    inner join enhet
        on jamfort.enhet_kod = enhet.enhet_kod
    left join svarslage
        on
            jamfort.matar = svarslage.matar
            and jamfort.enhet_kod = svarslage.enhet_kod
            and jamfort.svarsomrade_kod = svarslage.omrade_kod
    left join verksamhetsomrade
        on jamfort.svarsomrade_kod = verksamhetsomrade.omrade_kod

)

select * from final
