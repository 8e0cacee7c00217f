-- One row is one result of a rule with questions, composites left out: matar × unit × indicator,
-- with its combination of answers. A unit or area that answered nothing has every answer missing.

with ryggrad as (

    select * from {{ ref("int_utfall__ryggrad") }}
    where bas_har_utvag is not null

),

bedomt as (

    select * from {{ ref("int_utfall__bedomt") }}

),

sanningstabell as (

    select
        sanningstabell.regel_variant,
        {{ vag_kombination("sanningstabell") }} as kombination_kod,
        sanningstabell.utfall,
        case
            when sanningstabell.kan_nej = 1 or sanningstabell.kan_delvis = 1 then 1
            else 0
        end as kan_nej
    from {{ ref("int_regel__sanningstabell") }} as sanningstabell

),

kombination as (

    select
        ryggrad.matar,
        ryggrad.enhet_kod,
        ryggrad.indikator_id,
        ryggrad.regel_variant,
        {{ vag_kombination("bedomt") }} as kombination_kod
    from ryggrad
    left join bedomt
        on
            ryggrad.matar = bedomt.matar
            and ryggrad.enhet_kod = bedomt.enhet_kod
            and ryggrad.indikator_id = bedomt.indikator_id

),

final as (

    select
        kombination.matar,
        kombination.enhet_kod,
        kombination.indikator_id,
        kombination.regel_variant,
        kombination.kombination_kod,
        sanningstabell.utfall,
        sanningstabell.kan_nej
    from kombination
    inner join sanningstabell
        on
            kombination.regel_variant = sanningstabell.regel_variant
            and kombination.kombination_kod = sanningstabell.kombination_kod

)

select * from final
