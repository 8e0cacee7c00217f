-- The proof has exactly the rows of the fact, and says the same of each: outcome, reason, branch.

with utfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

bevis as (

    select * from {{ ref("mart_bevis_enhet") }}

)

select
    'Bevis saknas för ' || utfall.indikator_id || ', enhet ' || utfall.enhet_kod || ', mätår '
    || cast(utfall.matar as varchar) as mening
from utfall
left join bevis
    on
        utfall.matar = bevis.matar
        and utfall.enhet_kod = bevis.enhet_kod
        and utfall.indikator_id = bevis.indikator_id
where bevis.indikator_id is null

union all

select
    'Bevis utan utfall: ' || bevis.indikator_id || ', enhet ' || bevis.enhet_kod || ', mätår '
    || cast(bevis.matar as varchar) as mening
from bevis
left join utfall
    on
        bevis.matar = utfall.matar
        and bevis.enhet_kod = utfall.enhet_kod
        and bevis.indikator_id = utfall.indikator_id
where utfall.indikator_id is null

union all

select
    'Beviset för ' || bevis.indikator_id || ', enhet ' || bevis.enhet_kod || ', mätår '
    || cast(bevis.matar as varchar) || ' säger ' || coalesce(bevis.utfall, bevis.orsak_kod, 'inget')
    || ' där utfallet är ' || coalesce(utfall.utfall, utfall.orsak_kod, 'inget') as mening
from bevis
inner join utfall
    on
        bevis.matar = utfall.matar
        and bevis.enhet_kod = utfall.enhet_kod
        and bevis.indikator_id = utfall.indikator_id
where
    bevis.utfall is distinct from utfall.utfall
    or bevis.orsak_kod is distinct from utfall.orsak_kod
    or bevis.regel_id is distinct from utfall.regel_id
    or bevis.gren_id is distinct from utfall.gren_id
    or bevis.ingar_i_taljare is distinct from utfall.ingar_i_taljare
    or bevis.ingar_i_namnare is distinct from utfall.ingar_i_namnare
    or bevis.markning is distinct from utfall.markning
