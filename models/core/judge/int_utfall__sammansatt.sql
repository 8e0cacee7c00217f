-- One row is one composite result: matar × unit × composite indicator, judged by its components.

with ryggrad as (

    select * from {{ ref("int_utfall__ryggrad") }}
    where bas_har_utvag is null

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

regel_gren as (

    select * from {{ ref("regel_gren") }}

),

orsak as (

    select * from {{ ref("orsak") }}

),

del as (

    select
        ryggrad.matar,
        ryggrad.enhet_kod,
        ryggrad.indikator_id,
        ryggrad.belagg,
        ryggrad.regel_id,
        bedomt.orsak_kod,
        sanningstabell.kan_ja,
        greatest(sanningstabell.kan_nej, sanningstabell.kan_delvis) as kan_nej,
        sanningstabell.kan_ej_aktuellt as kan_ej
    from ryggrad
    inner join komponent
        on ryggrad.indikator_id = komponent.indikator_id
    inner join bedomt
        on
            ryggrad.matar = bedomt.matar
            and ryggrad.enhet_kod = bedomt.enhet_kod
            and komponent.komponent_indikator_id = bedomt.indikator_id
    inner join sanningstabell
        on
            bedomt.regel_variant = sanningstabell.regel_variant
            and bedomt.svar_kod = sanningstabell.svar_kod

),

{{ sammansatt_avgjord(["matar", "enhet_kod", "indikator_id", "belagg"]) }},

final as (

    -- a composite whose components answered nothing has a reason, but no branch
    select
        sammansatt.matar,
        sammansatt.enhet_kod,
        sammansatt.indikator_id,
        sammansatt.regel_id,
        regel_gren.gren_id,
        case when sammansatt.gren_id = 'oavgjort' then sammansatt.avgorande_orsak_kod end
            as orsak_kod,
        sammansatt.belagg
    from sammansatt
    left join regel_gren
        on
            sammansatt.regel_id = regel_gren.regel_id
            and (
                sammansatt.gren_id = regel_gren.gren_id
                or (
                    sammansatt.gren_id = 'oavgjort'
                    and sammansatt.avgorande_orsak_kod = regel_gren.orsak_kod
                )
            )

)

select * from final
