-- One row is one result of a rule with questions, composites left out: matar × unit × indicator,
-- with its combination of answers. A unit or area that answered nothing has every answer missing.

with bedomt as (

    select * from {{ ref("int_utfall__bedomt") }}

),

sanningstabell as (

    select * from {{ ref("int_regel__sanningstabell") }}

),

final as (

    select
        bedomt.matar,
        bedomt.enhet_kod,
        bedomt.indikator_id,
        bedomt.regel_variant,
        bedomt.svar_kod,
        sanningstabell.utfall,
        greatest(sanningstabell.kan_nej, sanningstabell.kan_delvis) as kan_nej
    from bedomt
    inner join sanningstabell
        on
            bedomt.regel_variant = sanningstabell.regel_variant
            and bedomt.svar_kod = sanningstabell.svar_kod

)

select * from final
