-- One row is one unit's result for one indicator with questions of its own when one year's answers
-- are judged by another year's rule: matar (the answers) × regel_matar (the rule) × unit ×
-- indicator.

with ryggrad as (

    select * from {{ ref("int_utfall__ryggrad") }}

),

mojlig as (

    -- a composite is judged by its components
    select * from {{ ref("int_omrakning__mojlig") }}
    where
        orsak_kod is null
        and regel_id not in ('sammansatt_minst_en', 'sammansatt_alla')

),

svar as (

    select * from {{ ref("int_omrakning__svar") }}

),

forra as (

    -- windows tile where the year before looked back 12 months too
    select
        forra_svar.matar,
        forra_svar.enhet_kod,
        forra_svar.indikator_id,
        {{ bas_och_uppfoljning("forra_svar") }}
    from {{ ref("int_svar__per_roll") }} as forra_svar
    inner join {{ ref("int_indikator__roll_per_ar") }} as fonster
        on
            forra_svar.matar = fonster.matar
            and forra_svar.indikator_id = fonster.indikator_id
    where
        fonster.roll = 'uppfoljning'
        and fonster.fonster_manader = 12
    group by forra_svar.matar, forra_svar.enhet_kod, forra_svar.indikator_id

),

enhetsutfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

sanningstabell as (

    select * from {{ ref("int_regel__sanningstabell") }}

),

underlag as (

    select
        ryggrad.matar,
        mojlig.regel_matar,
        ryggrad.enhet_kod,
        ryggrad.indikator_id,
        mojlig.metod,
        mojlig.regel_variant,
        enhetsutfall.orsak_kod as bortfall_kod,
        ryggrad.bortfall_kod is null as har_svar,
        forra.bas as forra_bas,
        forra.uppfoljning as forra_uppfoljning,
        svar.bas,
        svar.uppfoljning,
        coalesce(svar.svar_kod, 0) as svar_kod
    from mojlig
    inner join ryggrad
        on
            mojlig.matar = ryggrad.matar
            and mojlig.indikator_id = ryggrad.indikator_id
    inner join enhetsutfall
        on
            ryggrad.matar = enhetsutfall.matar
            and ryggrad.enhet_kod = enhetsutfall.enhet_kod
            and ryggrad.indikator_id = enhetsutfall.indikator_id
    left join svar
        on
            mojlig.matar = svar.matar
            and mojlig.regel_matar = svar.regel_matar
            and ryggrad.enhet_kod = svar.enhet_kod
            and mojlig.indikator_id = svar.indikator_id
            and ryggrad.bortfall_kod is null
    left join forra
        on
            ryggrad.matar - 1 = forra.matar
            and ryggrad.enhet_kod = forra.enhet_kod
            and ryggrad.indikator_id = forra.indikator_id

),

bedomd as (

    select
        *,
        {{ uppfoljd_inom_24_manader("bas", "uppfoljning", "forra_bas", "forra_uppfoljning") }}
            as utfall_24
    from underlag

),

final as (

    select
        bedomd.matar,
        bedomd.regel_matar,
        bedomd.enhet_kod,
        bedomd.indikator_id,
        bedomd.har_svar,
        case
            when not bedomd.har_svar then null
            when bedomd.metod = 'fonster_24' then bedomd.utfall_24
            else sanningstabell.utfall
        end as utfall,
        case
            when not bedomd.har_svar then bedomd.bortfall_kod
            when bedomd.metod = 'fonster_24' and bedomd.utfall_24 is null
                then coalesce(bedomd.bortfall_kod, 'partiellt_bortfall')
            when bedomd.metod = 'fonster_24' then null
            else sanningstabell.orsak_kod
        end as orsak_kod
    from bedomd
    left join sanningstabell
        on
            bedomd.regel_variant = sanningstabell.regel_variant
            and bedomd.svar_kod = sanningstabell.svar_kod

)

select * from final
