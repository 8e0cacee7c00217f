-- The computed side is the warehouse's own figure for riket, and Kolada is the source of nothing
-- but Kolada's values.

with rad as (

    select
        *,
        slag || ' ' || cast(matar as varchar) || ' ' || publicerad_nyckel as namn
    from {{ ref("mart_avstamning") }}

),

gruppvarde as (

    select * from {{ ref("fct_gruppvarde") }}

),

svarsfrekvens as (

    select * from {{ ref("fct_svarsfrekvens") }}

)

select
    rad.namn || ': beräknat ' || coalesce(cast(rad.beraknat_andel_procent as varchar), 'inget')
    || ' procent, i lagret '
    || coalesce(cast(gruppvarde.andel_procent as varchar), 'inget') as mening
from rad
left join gruppvarde
    on
        rad.matar = gruppvarde.matar
        and rad.gruppindelning = gruppvarde.gruppindelning
        and rad.grupp_kod = gruppvarde.grupp_kod
        and rad.indikator_id = gruppvarde.indikator_id
where
    rad.slag = 'nationell_andel'
    and rad.beraknat_andel_procent is distinct from case
        when rad.orsak_kod is null then gruppvarde.andel_procent
    end

union all

select
    rad.namn || ': beräknat ' || coalesce(cast(rad.beraknat_andel_procent as varchar), 'inget')
    || ' procent, i lagret '
    || coalesce(cast(svarsfrekvens.svarsfrekvens_procent as varchar), 'inget') as mening
from rad
left join svarsfrekvens
    on
        rad.matar = svarsfrekvens.matar
        and rad.gruppindelning = svarsfrekvens.gruppindelning
        and rad.grupp_kod = svarsfrekvens.grupp_kod
        and rad.omrade_kod = svarsfrekvens.omrade_kod
where
    rad.slag = 'svarsfrekvens'
    and rad.beraknat_andel_procent is distinct from svarsfrekvens.svarsfrekvens_procent

union all

select namn || ' har källan ' || coalesce(publicerat_kalla, '(tom)') as mening
from rad
where
    publicerat_kalla is null
    or (publicerat_kalla = 'Kolada') <> (slag = 'kolada_kommun')
