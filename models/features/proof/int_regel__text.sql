-- One row is one text of an indicator's rule: of one branch, or of the rule itself (gren_id empty).
-- An area of indicators may speak of a rule and its branches in words of its own.

{{ config(materialized="view") }}

with indikator_regel as (

    select distinct
        indikator_id,
        regel_id
    from {{ ref("indikator_regel") }}

),

indikator as (

    select * from {{ ref("indikator") }}

),

regel_text as (

    select
        regel_id,
        cast(null as varchar) as gren_id,
        regel_text,
        kalla
    from {{ ref("regel") }}

    union all

    select
        regel_id,
        gren_id,
        gren_text as regel_text,
        kalla
    from {{ ref("regel_gren") }}

),

egen_text as (

    select * from {{ ref("egen_regeltext") }}

),

final as (

    select
        indikator_regel.indikator_id,
        indikator_regel.regel_id,
        regel_text.gren_id,
        coalesce(egen_text.egen_text, regel_text.regel_text) as regel_text,
        coalesce(egen_text.kalla, regel_text.kalla) as kalla
    from indikator_regel
    inner join indikator
        on indikator_regel.indikator_id = indikator.indikator_id
    inner join regel_text
        on indikator_regel.regel_id = regel_text.regel_id
    left join egen_text
        on
            indikator.indikatoromrade_kod = egen_text.indikatoromrade_kod
            and indikator_regel.regel_id = egen_text.regel_id
            and coalesce(regel_text.gren_id, '') = coalesce(egen_text.gren_id, '')

)

select * from final
