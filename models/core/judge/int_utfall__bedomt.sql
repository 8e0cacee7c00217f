-- One row is one result of an indicator with questions: matar × unit × indicator. Its answers are
-- one combination of the rule's truth table, which says the branch and the outcome or the reason.

with ryggrad as (

    select * from {{ ref("int_utfall__ryggrad") }}
    where bas_har_utvag is not null

),

svar_per_roll as (

    select * from {{ ref("int_svar__per_roll") }}

),

sanningstabell as (

    select * from {{ ref("int_regel__sanningstabell") }}

),

svar as (

    select
        matar,
        enhet_kod,
        indikator_id,
        cast(sum(svar_kod) as bigint) as svar_kod
    from svar_per_roll
    group by matar, enhet_kod, indikator_id

),

kombination as (

    -- a unit or an area that answered nothing is the combination with every answer missing
    select
        ryggrad.matar,
        ryggrad.enhet_kod,
        ryggrad.indikator_id,
        ryggrad.regel_id,
        ryggrad.regel_variant,
        ryggrad.belagg,
        ryggrad.bortfall_kod,
        case when ryggrad.bortfall_kod is null then coalesce(svar.svar_kod, 0) else 0 end
            as svar_kod
    from ryggrad
    left join svar
        on
            ryggrad.matar = svar.matar
            and ryggrad.enhet_kod = svar.enhet_kod
            and ryggrad.indikator_id = svar.indikator_id

),

final as (

    select
        kombination.matar,
        kombination.enhet_kod,
        kombination.indikator_id,
        kombination.regel_id,
        kombination.regel_variant,
        kombination.svar_kod,
        case when kombination.bortfall_kod is null then sanningstabell.gren_id end as gren_id,
        sanningstabell.utfall,
        coalesce(kombination.bortfall_kod, sanningstabell.orsak_kod) as orsak_kod,
        kombination.belagg
    from kombination
    left join sanningstabell
        on
            kombination.regel_variant = sanningstabell.regel_variant
            and kombination.svar_kod = sanningstabell.svar_kod

)

select * from final
