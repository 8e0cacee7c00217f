-- One row is one delivered row, typed and trimmed. Columns ending in _levererad are as delivered.
-- A unit's name where its code belongs is read as the code. The same text is read once, however
-- many rows have it. A table where an engine would do that anew each time that a model reads it.

{{ config(materialized="view" if target.type == "duckdb" else "table") }}

with landning as (

    select * from {{ source("landing", "svar") }}

),

enhet_stavning as (

    select * from {{ ref("stg_referens__enhet_stavning") }}
    where lases_i_leverans

),

matar_text as (

    select distinct coalesce(matar, '') as levererad
    from landning

),

last_matar as (

    select
        levererad,
        {{ forsok_heltal(utan_decimalnolla(vik_blanksteg(utan_textformel("levererad")))) }} as matar
    from matar_text

),

enhet_text as (

    select distinct coalesce(enhet_kod, '') as levererad
    from landning

),

{{ last_enhet() }},

fraga_text as (

    select distinct
        coalesce(fraga_kod, '') as fraga_kod,
        coalesce(omrade_kod, '') as omrade_kod,
        coalesce(delfraga_kod, '') as delfraga_kod
    from landning

),

last_fraga as (

    select
        fraga_kod as levererad_fraga_kod,
        omrade_kod as levererad_omrade_kod,
        delfraga_kod as levererad_delfraga_kod,
        trim(lower({{ vik_blanksteg(utan_textformel("fraga_kod")) }})) as fraga_nyckel,
        {{ vikt_kod(utan_textformel("omrade_kod")) }} as omrade_kod,
        {{ vikt_kod(utan_textformel("delfraga_kod")) }} as delfraga_kod
    from fraga_text

),

svar_text as (

    select distinct coalesce(svar, '') as levererad
    from landning

),

last_svar as (

    select
        levererad,
        trim({{ utan_textformel("levererad") }}) as svar,
        {{ normaliserad_text(utan_textformel("levererad")) }} as svar_nyckel
    from svar_text

),

fritext_text as (

    select distinct coalesce(fritext, '') as levererad
    from landning

),

last_fritext as (

    select
        levererad,
        trim(levererad) as fritext,
        {{ normaliserad_text("levererad") }} as fritext_nyckel
    from fritext_text

),

inlamnad_text as (

    select distinct coalesce(inlamnad, '') as levererad
    from landning

),

last_inlamnad as (

    select
        levererad,
        trim({{ vik_blanksteg("levererad") }}) as inlamnad_text,
        {{ forsok_tidpunkt("trim(" ~ vik_blanksteg("levererad") ~ ")") }} as inlamnad
    from inlamnad_text

),

final as (

    select
        landning.leverans_nr,
        landning.leverans_id,
        landning.fil,
        landning.rad_nr,
        last_matar.matar,
        last_enhet.enhet_kod,
        last_fraga.fraga_nyckel,
        last_fraga.omrade_kod,
        last_fraga.delfraga_kod,
        last_svar.svar,
        last_svar.svar_nyckel,
        last_fritext.fritext,
        last_fritext.fritext_nyckel,
        last_inlamnad.inlamnad,
        last_inlamnad.inlamnad_text,
        landning.matar as matar_levererad,
        landning.enhet_kod as enhet_kod_levererad,
        landning.fraga_kod as fraga_kod_levererad,
        landning.omrade_kod as omrade_kod_levererad,
        landning.delfraga_kod as delfraga_kod_levererad,
        landning.svar as svar_levererad,
        landning.fritext as fritext_levererad,
        landning.inlamnad as inlamnad_levererad,
        landning.rad,
        landning.lasfel_kod,
        landning.markning,
        landning.blad,
        landning.kolumn
    from landning
    left join last_matar
        on coalesce(landning.matar, '') = last_matar.levererad
    left join last_enhet
        on coalesce(landning.enhet_kod, '') = last_enhet.levererad
    left join last_fraga
        on
            coalesce(landning.fraga_kod, '') = last_fraga.levererad_fraga_kod
            and coalesce(landning.omrade_kod, '') = last_fraga.levererad_omrade_kod
            and coalesce(landning.delfraga_kod, '') = last_fraga.levererad_delfraga_kod
    left join last_svar
        on coalesce(landning.svar, '') = last_svar.levererad
    left join last_fritext
        on coalesce(landning.fritext, '') = last_fritext.levererad
    left join last_inlamnad
        on coalesce(landning.inlamnad, '') = last_inlamnad.levererad

)

select * from final
