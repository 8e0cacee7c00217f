-- One row is one delivery that something is told about: when it arrived, when and why it was
-- withdrawn. A delivery that nothing is told about (the example answers) has no row.

with handelse as (

    select
        {{ filnamn("file_name") }} as fil_namn,
        {{ text_av_bytes("key") }} as nyckel,
        {{ text_av_bytes("value") }} as varde
    from {{ source("landing", "handelse") }}

),

final as (

    select
        cast(split_part(fil_namn, '_', 2) as integer) as leverans_nr,
        {{ forsok_tidpunkt("max(case when nyckel = 'mottagen' then varde end)") }} as mottagen,
        {{ forsok_tidpunkt("max(case when nyckel = 'tillbakadragen' then varde end)") }}
            as tillbakadragen,
        max(case when nyckel = 'skal' then varde end) as tillbakadragen_skal,
        {{ forsok_heltal("max(case when nyckel = 'godtagna' then varde end)") }} as godtagna_antal
    from handelse
    where nyckel in ('mottagen', 'tillbakadragen', 'skal', 'godtagna')
    group by cast(split_part(fil_namn, '_', 2) as integer)

)

select * from final
