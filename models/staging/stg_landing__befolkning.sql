-- One row is one delivered row of a population file, typed and trimmed. Columns ending in
-- _levererad are as delivered.

{{ config(materialized="view" if target.type == "duckdb" else "table") }}

with landning as (

    select * from {{ source("landing", "befolkning") }}

),

enhet_stavning as (

    select * from {{ ref("stg_referens__enhet_stavning") }}

),

kon_stavning as (

    select * from {{ ref("kon_stavning") }}

),

enhet_text as (

    -- the part of a city where there is one, else the kommun
    select distinct coalesce(nullif(trim(enhet_kod), ''), kommun_kod, '') as levererad
    from landning

),

{{ last_enhet() }},

alder_text as (

    -- "18 år" is that year, "18-24 år" a class, "100+ år" that year and older, as SCB writes ages
    select distinct
        coalesce(alder_fran, '') as levererad_fran,
        coalesce(alder_till, '') as levererad_till,
        trim(lower({{ vik_blanksteg(utan_textformel("coalesce(alder_fran, '')")) }})) as alder,
        {{ levererat_tal("coalesce(alder_fran, '')") }} as fran,
        {{ levererat_tal("coalesce(alder_till, '')") }} as till
    from landning

),

alder_siffror as (

    select
        *,
        replace(replace(replace(alder, 'år', ''), ' ', ''), '–', '-') as siffror
    from alder_text

),

alder as (

    select
        levererad_fran,
        levererad_till,
        case
            when fran = '' then ''
            when till = '' and (alder like '%år%' or alder like '%+%' or alder like '%-%')
                then split_part(split_part(siffror, '+', 1), '-', 1)
            else fran
        end as alder_fran_text,
        case
            when till <> '' then till
            when siffror like '%-%' then split_part(siffror, '-', 2)
            when alder like '% år' and alder not like '%+%' then siffror
            else ''
        end as alder_till_text
    from alder_siffror

),

final as (

    select
        landning.leverans_nr,
        landning.leverans_id,
        landning.fil,
        landning.rad_nr,
        {{ forsok_heltal(levererat_tal("coalesce(landning.ar, '')")) }} as matar,
        last_enhet.enhet_kod,
        kon_stavning.kon,
        alder.alder_fran_text,
        {{ forsok_heltal("alder.alder_fran_text") }} as alder_fran,
        alder.alder_till_text,
        {{ forsok_heltal("alder.alder_till_text") }} as alder_till,
        {{ levererat_tal("coalesce(landning.antal, '')") }} as antal_text,
        {{ forsok_heltal(levererat_tal("coalesce(landning.antal, '')")) }} as antal,
        landning.ar as ar_levererad,
        landning.kommun_kod as kommun_kod_levererad,
        landning.enhet_kod as enhet_kod_levererad,
        landning.kon as kon_levererad,
        landning.alder_fran as alder_fran_levererad,
        landning.alder_till as alder_till_levererad,
        landning.antal as antal_levererad,
        landning.rad,
        landning.lasfel_kod,
        landning.markning,
        landning.blad,
        landning.kolumn
    from landning
    left join last_enhet
        on coalesce(nullif(trim(landning.enhet_kod), ''), landning.kommun_kod, '')
            = last_enhet.levererad
    left join alder
        on
            coalesce(landning.alder_fran, '') = alder.levererad_fran
            and coalesce(landning.alder_till, '') = alder.levererad_till
    left join kon_stavning
        on
            {{ vikt_kod(utan_textformel("coalesce(landning.kon, '')")) }}
            = coalesce(kon_stavning.stavning, '')

)

select * from final
