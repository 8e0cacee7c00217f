-- One row is one composite result: matar × unit × composite indicator, judged by its components.

with ryggrad as (

    select * from {{ ref("int_utfall__ryggrad") }}

),

komponent as (

    select * from {{ ref("indikator_komponent") }}

),

bedomt as (

    select * from {{ ref("int_utfall__bedomt") }}

),

sanningstabell as (

    select * from {{ ref("int_regel__sanningstabell") }}

),

orsak as (

    select * from {{ ref("orsak") }}

),

del as (

    -- a component of a unit that answered nothing is the combination with every answer missing
    select
        sammansatt.matar,
        sammansatt.enhet_kod,
        sammansatt.indikator_id,
        sammansatt.regel_id,
        coalesce(del_ryggrad.bortfall_kod, sanningstabell.orsak_kod) as orsak_kod,
        sanningstabell.kan_ja,
        case when sanningstabell.kan_nej = 1 or sanningstabell.kan_delvis = 1 then 1 else 0 end
            as kan_nej,
        sanningstabell.kan_ej_aktuellt as kan_ej
    from ryggrad as sammansatt
    inner join komponent
        on sammansatt.indikator_id = komponent.indikator_id
    inner join ryggrad as del_ryggrad
        on
            sammansatt.matar = del_ryggrad.matar
            and sammansatt.enhet_kod = del_ryggrad.enhet_kod
            and komponent.komponent_indikator_id = del_ryggrad.indikator_id
    left join bedomt
        on
            del_ryggrad.matar = bedomt.matar
            and del_ryggrad.enhet_kod = bedomt.enhet_kod
            and del_ryggrad.indikator_id = bedomt.indikator_id
    inner join sanningstabell
        on
            del_ryggrad.regel_variant = sanningstabell.regel_variant
            and {{ samma_svar("bedomt", "sanningstabell") }}

),

{{ sammansatt_avgjord(["matar", "enhet_kod", "indikator_id"]) }},

final as (

    select
        matar,
        enhet_kod,
        indikator_id,
        regel_id,
        case when gren_id = 'oavgjort' then avgorande_orsak_kod else gren_id end as gren_id
    from sammansatt

)

select * from final
