-- Every case that the method text decides itself (seed sanningsrad) is a combination that the rule
-- can meet, and the rule gives the same outcome or reason.

with sanningsrad as (

    select * from {{ ref("sanningsrad") }}

),

sanningstabell as (

    select * from {{ ref("int_regel__sanningstabell") }}

)

select
    'Fallet ' || sanningsrad.fall_id || ' ska ge '
    || coalesce(sanningsrad.utfall, sanningsrad.orsak_kod, '(inget)')
    || case
        when sanningstabell.regel_id is null then ' men är ingen möjlig kombination av svar'
        else ' men regeln ger '
            || coalesce(sanningstabell.utfall, sanningstabell.orsak_kod, '(inget)')
    end as mening
from sanningsrad
left join sanningstabell
    on
        sanningsrad.regel_id = sanningstabell.regel_id
        and sanningsrad.bas_har_utvag = sanningstabell.bas_har_utvag
        and sanningsrad.svar = sanningstabell.svar
where
    sanningstabell.regel_id is null
    or sanningsrad.utfall is distinct from sanningstabell.utfall
    or sanningsrad.orsak_kod is distinct from sanningstabell.orsak_kod
    or (sanningsrad.utfall is null) = (sanningsrad.orsak_kod is null)
