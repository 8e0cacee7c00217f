-- One row is one group × indicator × sex in one year that a value file holds counts for. A city has
-- no figure by sex.

with gruppvarde as (

    select * from {{ ref("int_persons__gruppvarde") }}

),

kon as (

    select kon.kon
    from (values ('kvinnor'), ('man')) as kon (kon)

),

final as (

    select
        matar,
        gruppindelning,
        grupp_kod,
        indikator_id,
        kon,
        enheter_antal,
        rapporterande_antal,
        tackning_procent,
        cast(antal as integer) as antal,
        cast(namnare_antal as integer) as namnare_antal,
        varde,
        varde_lasning_b,
        ar_narmevarde,
        cast(orsak_kod as varchar) as orsak_kod
    from gruppvarde

    union all

    select
        gruppvarde.matar,
        gruppvarde.gruppindelning,
        gruppvarde.grupp_kod,
        gruppvarde.indikator_id,
        kon.kon,
        gruppvarde.enheter_antal,
        cast(null as integer) as rapporterande_antal,
        cast(null as integer) as tackning_procent,
        cast(null as integer) as antal,
        cast(null as integer) as namnare_antal,
        cast(null as decimal(9, 1)) as varde,
        cast(null as decimal(9, 1)) as varde_lasning_b,
        false as ar_narmevarde,
        'ej_delat_pa_kon' as orsak_kod
    from gruppvarde
    cross join kon
    where gruppvarde.gruppindelning = 'storstad' and gruppvarde.kon = 'totalt'

)

select * from final
