-- Every combination of answers that a rule can meet hits a branch, and the branch is described in
-- the seed regel_gren with exactly one of outcome and reason. (Method, section 3, decision 6.)

with sanningstabell as (

    select * from {{ ref("int_regel__sanningstabell") }}

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
