-- One row is one delivery: what came, when, and how its rows were judged.

with granskat as (

    select * from {{ ref("int_svar__granskat") }}

),

gallande as (

    select
        leverans_nr,
        count(*) as gallande_antal
    from {{ ref("int_svar__gallande") }}
    where svarsklass <> 'ogiltigt'
    group by leverans_nr

),

handelse as (

    select * from {{ ref("stg_landing__handelse") }}

),

raknad as (

    select
        leverans_nr,
        max(leverans_id) as leverans_id,
        max(fil) as fil,
        max(blad) as blad,
        count(*) as rad_antal,
        count(*) filter (where bedomd_orsak_kod is not null) as avvisad_antal
    from granskat
    group by leverans_nr

),

final as (

    select
        raknad.leverans_nr,
        raknad.leverans_id,
        raknad.fil,
        raknad.blad,
        handelse.mottagen,
        handelse.tillbakadragen,
        handelse.tillbakadragen_skal,
        raknad.rad_antal,
        raknad.avvisad_antal,
        coalesce(gallande.gallande_antal, 0) as gallande_antal
    from raknad
    left join gallande
        on raknad.leverans_nr = gallande.leverans_nr
    left join handelse
        on raknad.leverans_nr = handelse.leverans_nr

)

select * from final
