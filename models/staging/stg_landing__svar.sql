-- One row is one delivered row, typed and trimmed. Columns ending in _levererad are as delivered.
-- A kommun's name where its code belongs is read as the code.
-- A table where an engine would normalise a text anew each time that a model reads it.

{{ config(materialized="view" if target.type == "duckdb" else "table") }}

with landning as (

    select * from {{ source("landing", "svar") }}

),

kommun as (

    select
        enhet_kod,
        {{ normaliserad_text("enhet_namn") }} as namn
    from {{ ref("enhet") }}
    where enhet_typ = 'kommun'

),

kommun_stavning as (

    -- Lund, Lund kommun, Lunds kommun; Borås, Borås stad
    select
        kommun.enhet_kod,
        kommun.namn || stavning.tillagg as namn_nyckel
    from kommun
    cross join (
        values (''), (' kommun'), ('s kommun'), (' stad'), ('s stad')
    ) as stavning (tillagg)

),

kommun_namn as (

    -- names are no keys: one that two kommuner share is not understood
    select
        namn_nyckel,
        max(enhet_kod) as enhet_kod
    from kommun_stavning
    group by namn_nyckel
    having count(distinct enhet_kod) = 1

),

trimmad as (

    select
        *,
        {{ utan_decimalnolla(vik_blanksteg("matar")) }} as matar_trimmad,
        {{ utan_decimalnolla(vik_blanksteg("enhet_kod")) }} as enhet_kod_trimmad,
        {{ normaliserad_text("enhet_kod") }} as enhet_nyckel
    from landning

),

final as (

    select
        trimmad.leverans_nr,
        trimmad.leverans_id,
        trimmad.fil,
        trimmad.rad_nr,
        {{ forsok_heltal("trimmad.matar_trimmad") }} as matar,
        coalesce(kommun_namn.enhet_kod, {{ med_nollor("trimmad.enhet_kod_trimmad") }}) as enhet_kod,
        trim(lower({{ vik_blanksteg("coalesce(trimmad.fraga_kod, '')") }})) as fraga_nyckel,
        {{ vikt_kod("coalesce(trimmad.omrade_kod, '')") }} as omrade_kod,
        {{ vikt_kod("coalesce(trimmad.delfraga_kod, '')") }} as delfraga_kod,
        trim(coalesce(trimmad.svar, '')) as svar,
        {{ normaliserad_text("coalesce(trimmad.svar, '')") }} as svar_nyckel,
        trim(coalesce(trimmad.fritext, '')) as fritext,
        {{ normaliserad_text("coalesce(trimmad.fritext, '')") }} as fritext_nyckel,
        {{ forsok_tidpunkt("trim(" ~ vik_blanksteg("trimmad.inlamnad") ~ ")") }} as inlamnad,
        trim({{ vik_blanksteg("coalesce(trimmad.inlamnad, '')") }}) as inlamnad_text,
        trimmad.matar as matar_levererad,
        trimmad.enhet_kod as enhet_kod_levererad,
        trimmad.fraga_kod as fraga_kod_levererad,
        trimmad.omrade_kod as omrade_kod_levererad,
        trimmad.delfraga_kod as delfraga_kod_levererad,
        trimmad.svar as svar_levererad,
        trimmad.fritext as fritext_levererad,
        trimmad.inlamnad as inlamnad_levererad,
        trimmad.rad,
        trimmad.lasfel_kod,
        trimmad.markning,
        trimmad.blad,
        trimmad.kolumn
    from trimmad
    left join kommun_namn
        on trimmad.enhet_nyckel = kommun_namn.namn_nyckel

)

select * from final
