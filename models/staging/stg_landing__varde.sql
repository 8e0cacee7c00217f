-- One row is one delivered row of a value file, typed and trimmed. Columns ending in _levererad are
-- as delivered.

{{ config(materialized="view" if target.type == "duckdb" else "table") }}

with landning as (

    select * from {{ source("landing", "varde") }}

),

enhet_stavning as (

    select * from {{ ref("stg_referens__enhet_stavning") }}
    where lases_i_leverans

),

kon_stavning as (

    select * from {{ ref("kon_stavning") }}

),

enhet_text as (

    select distinct coalesce(enhet_kod, '') as levererad
    from landning

),

{{ last_enhet() }},

final as (

    select
        landning.leverans_nr,
        landning.leverans_id,
        landning.fil,
        landning.rad_nr,
        {{ forsok_heltal(levererat_tal("coalesce(landning.matar, '')")) }} as matar,
        last_enhet.enhet_kod,
        {{ vikt_kod(utan_textformel("coalesce(landning.indikator_id, '')")) }} as indikator_nyckel,
        kon_stavning.kon,
        {{ levererat_tal("coalesce(landning.taljare, '')") }} as taljare_text,
        {{ forsok_heltal(levererat_tal("coalesce(landning.taljare, '')")) }} as taljare,
        {{ levererat_tal("coalesce(landning.namnare, '')") }} as namnare_text,
        {{ forsok_heltal(levererat_tal("coalesce(landning.namnare, '')")) }} as namnare,
        trim(coalesce(landning.fritext, '')) as fritext,
        trim({{ vik_blanksteg("coalesce(landning.inlamnad, '')") }}) as inlamnad_text,
        {{ forsok_tidpunkt("trim(" ~ vik_blanksteg("landning.inlamnad") ~ ")") }} as inlamnad,
        landning.matar as matar_levererad,
        landning.enhet_kod as enhet_kod_levererad,
        landning.indikator_id as indikator_id_levererad,
        landning.kon as kon_levererad,
        landning.taljare as taljare_levererad,
        landning.namnare as namnare_levererad,
        landning.fritext as fritext_levererad,
        landning.inlamnad as inlamnad_levererad,
        landning.rad,
        landning.lasfel_kod,
        landning.markning,
        landning.blad,
        landning.kolumn
    from landning
    left join last_enhet
        on coalesce(landning.enhet_kod, '') = last_enhet.levererad
    left join kon_stavning
        on
            {{ vikt_kod(utan_textformel("coalesce(landning.kon, '')")) }}
            = coalesce(kon_stavning.stavning, '')

)

select * from final
