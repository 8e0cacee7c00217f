-- Every row of the reconciliation has a difference or exactly one reason with its text; a row with
-- a difference has both sides, and one without shows no computed figure.

with rad as (

    select
        *,
        slag || ' ' || cast(matar as varchar) || ' ' || publicerad_nyckel as namn
    from {{ ref("mart_avstamning") }}

)

select
    namn || case
        when orsak_kod is null then ' saknar både skillnad och orsak'
        else ' har både skillnad och orsaken ' || orsak_kod
    end as mening
from rad
where (skillnad is null) = (orsak_kod is null)

union all

select namn || ' har en orsak utan text: ' || coalesce(orsak_kod, '') as mening
from rad
where (orsak_kod is null) <> (orsak_text is null)

union all

select namn || ' har en skillnad men inte båda sidorna' as mening
from rad
where
    skillnad is not null
    and (
        beraknat_namnare_antal is null
        or avrundning_forklarar is null
        or coalesce(publicerat_varde, publicerat_lagsta_procent) is null
    )

union all

select namn || ' visar ett beräknat värde trots orsaken ' || orsak_kod as mening
from rad
where
    orsak_kod is not null
    and (
        beraknat_utfall is not null
        or beraknat_andel_procent is not null
        or beraknat_taljare_antal is not null
        or beraknat_namnare_antal is not null
    )
