-- Every combination of answers that a rule can meet hits a branch, and the branch is described in
-- the seed regel_gren with exactly one of outcome and reason. (Method, section 3, decision 6.)

with sanningstabell as (

    select * from {{ ref("int_regel__sanningstabell") }}

),

regel_gren as (

    select * from {{ ref("regel_gren") }}

)

select distinct
    'Regeln ' || regel_id || ' avgör inte en kombination av svar (variant ' || regel_variant || ')'
        as mening
from sanningstabell
where gren_id is null

union all

select distinct
    'Grenen ' || gren_id || ' i regeln ' || regel_id
    || ' saknar rad, utfall eller orsak i seeden regel_gren' as mening
from sanningstabell
where
    gren_id is not null
    and (utfall is null) = (orsak_kod is null)

union all

select
    'Grenen ' || namnd.oavsett_gren_id || ' i regeln ' || namnd.regel_id
    || ' saknar rad i seeden regel_gren' as mening
from regel_gren as namnd
left join regel_gren as rad
    on
        namnd.regel_id = rad.regel_id
        and namnd.oavsett_gren_id = rad.gren_id
where
    namnd.oavsett_gren_id is not null
    and rad.gren_id is null
