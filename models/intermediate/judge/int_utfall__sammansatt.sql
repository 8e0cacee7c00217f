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

raknat as (

    select
        matar,
        enhet_kod,
        indikator_id,
        regel_id,
        count(*) as antal,
        sum(kan_ja) as kan_ja,
        sum(kan_nej) as kan_nej,
        sum(kan_ej) as kan_ej,
        sum(case when kan_nej + kan_ej = 0 then 1 else 0 end) as maste_ja,
        sum(case when kan_ja + kan_ej = 0 then 1 else 0 end) as maste_nej
    from del
    group by matar, enhet_kod, indikator_id, regel_id

),

avgjort as (

    select
        *,
        case regel_id
            when 'sammansatt_minst_en'
                then {{ regel_sammansatt_minst_en(
                    "antal", "kan_ja", "kan_nej", "kan_ej", "maste_ja"
                ) }}
            when 'sammansatt_alla'
                then {{ regel_sammansatt_alla(
                    "antal", "kan_ja", "kan_nej", "kan_ej", "maste_nej"
                ) }}
        end as gren_id
    from raknat

),

avgorande_styrka as (

    -- a missing component decides when its answer could change the composite's outcome
    select
        del.matar,
        del.enhet_kod,
        del.indikator_id,
        min(orsak.styrka) as styrka
    from del
    inner join avgjort
        on
            del.matar = avgjort.matar
            and del.enhet_kod = avgjort.enhet_kod
            and del.indikator_id = avgjort.indikator_id
    inner join orsak
        on del.orsak_kod = orsak.orsak_kod
    where
        case when del.regel_id = 'sammansatt_minst_en' then del.kan_ja else del.kan_nej end = 1
        or avgjort.kan_ej - del.kan_ej = avgjort.antal - 1
    group by del.matar, del.enhet_kod, del.indikator_id

),

final as (

    select
        avgjort.matar,
        avgjort.enhet_kod,
        avgjort.indikator_id,
        avgjort.regel_id,
        case when avgjort.gren_id = 'oavgjort' then orsak.orsak_kod else avgjort.gren_id end
            as gren_id
    from avgjort
    left join avgorande_styrka
        on
            avgjort.matar = avgorande_styrka.matar
            and avgjort.enhet_kod = avgorande_styrka.enhet_kod
            and avgjort.indikator_id = avgorande_styrka.indikator_id
    left join orsak
        on avgorande_styrka.styrka = orsak.styrka

)

select * from final
