-- One row is one suggestion for one combination of answers to one indicator in one year, in words:
-- where the unit stands, and what would change it.

with lage as (

    select distinct
        matar,
        indikator_id,
        regel_variant,
        svar_kod
    from {{ ref("int_vag__utgangslage") }}
    where utfall is distinct from 'ja'

),

steg as (

    -- one way suffices to what serves composites only
    select * from {{ ref("int_vag__steg") }}
    where
        mal = 'ja'
        or forslag_nr = 1

),

roll as (

    select * from {{ ref("int_indikator__roll_per_ar") }}

),

fraga_per_ar as (

    select * from {{ ref("int_fraga__per_ar") }}

),

delfraga as (

    select * from {{ ref("delfraga") }}

),

vag_fraga as (

    select * from {{ ref("vag_fraga") }}

),

vag_svarsklass as (

    select * from {{ ref("vag_svarsklass") }}

),

vag_text as (

    select * from {{ ref("vag_text") }}

),

svarsklass as (

    select * from {{ ref("svarsklass") }}

),

fraga as (

    -- a row without an item holds for the items that have none of their own
    select
        roll.matar,
        roll.indikator_id,
        roll.roll,
        roll.plats,
        coalesce(egen.text_kod, gemensam.text_kod, 'standard') as text_kod,
        coalesce(egen.sak, gemensam.sak, delfraga.delfraga_namn, '') as sak,
        coalesce(egen.grupp, gemensam.grupp, '') as grupp,
        coalesce(egen.fraga_om, gemensam.fraga_om, roll.fraga_kod) as fraga_om,
        coalesce(cast(fraga_per_ar.fonster_ar as varchar), '') as fonster_ar
    from roll
    inner join fraga_per_ar
        on
            roll.matar = fraga_per_ar.matar
            and roll.fraga_kod = fraga_per_ar.fraga_kod
            and roll.omrade_kod = fraga_per_ar.omrade_kod
            and roll.delfraga_kod = fraga_per_ar.delfraga_kod
    left join vag_fraga as egen
        on
            roll.fraga_kod = egen.fraga_kod
            and roll.delfraga_kod = egen.delfraga_kod
    left join vag_fraga as gemensam
        on
            roll.fraga_kod = gemensam.fraga_kod
            and gemensam.delfraga_kod is null
    left join delfraga
        on roll.delfraga_kod = delfraga.delfraga_kod

),

forslag as (

    select
        lage.matar,
        lage.indikator_id,
        steg.*
    from lage
    inner join steg
        on
            lage.regel_variant = steg.regel_variant
            and lage.svar_kod = steg.svar_kod

),

svar as (

    select
        forslag.matar,
        forslag.indikator_id,
        forslag.svar_kod,
        forslag.mal,
        forslag.forslag_nr,
        fraga.roll,
        -- what exists, what it holds, and last whether it was followed up
        case when fraga.roll = 'uppfoljning' then 99 else fraga.plats end as lasordning,
        fraga.text_kod,
        fraga.sak,
        fraga.grupp,
        fraga.fraga_om,
        fraga.fonster_ar,
        forslag.bas,
        forslag.till_bas,
        case fraga.plats {{ per_plats("when NR then forslag.PLATS", " ") }} end
            as fran_svarsklass,
        case fraga.plats {{ per_plats("when NR then forslag.till_PLATS", " ") }} end
            as till_svarsklass
    from forslag
    inner join fraga
        on
            forslag.matar = fraga.matar
            and forslag.indikator_id = fraga.indikator_id

),

mening as (

    -- what follows on a base is said only where the base is there, or not known
    select
        svar.*,
        'lage' as text_typ,
        svar.fran_svarsklass as svarsklass,
        case
            when svar.fran_svarsklass is null then 'saknas'
            when {{ saknas("svar.bas") }} then 'bas_saknas'
            else ''
        end as villkor
    from svar
    where
        svar.roll = 'bas'
        or svar.bas = 'ja'
        or {{ saknas("svar.bas") }}

    union all

    select
        svar.*,
        'forslag' as text_typ,
        svar.till_svarsklass as svarsklass,
        case
            when svar.roll <> 'bas' and not {{ vag_samma("svar.bas", "svar.till_bas") }}
                then 'bas_andras'
            when {{ saknas("svar.fran_svarsklass") }} then 'besvaras'
            when vag_svarsklass.ar_paborjat = 1 then 'paborjat'
            else ''
        end as villkor
    from svar
    left join vag_svarsklass
        on svar.fran_svarsklass = vag_svarsklass.svarsklass
    where svar.fran_svarsklass is distinct from svar.till_svarsklass

),

behov as (

    select distinct
        text_kod,
        text_typ,
        svarsklass,
        villkor
    from mening

),

ordalydelse as (

    -- the text nearest to the need: for this class of answer, this condition, this question
    select
        behov.text_kod,
        behov.text_typ,
        behov.svarsklass,
        behov.villkor,
        vag_text.text,
        row_number() over (
            partition by behov.text_kod, behov.text_typ, behov.svarsklass, behov.villkor
            order by
                case when vag_text.svarsklass = behov.svarsklass then 0 else 1 end,
                case when vag_text.villkor = behov.villkor then 0 else 1 end,
                case when vag_text.text_kod = behov.text_kod then 0 else 1 end
        ) as ordning
    from behov
    inner join vag_text
        on
            behov.text_typ = vag_text.text_typ
            and vag_text.text_kod in (behov.text_kod, 'standard')
            and (vag_text.svarsklass is null or behov.svarsklass = vag_text.svarsklass)
            and (vag_text.villkor is null or behov.villkor = vag_text.villkor)

),

utskriven as (

    select
        mening.matar,
        mening.indikator_id,
        mening.svar_kod,
        mening.mal,
        mening.forslag_nr,
        mening.text_typ,
        row_number() over (
            partition by
                mening.matar, mening.indikator_id, mening.svar_kod, mening.mal, mening.forslag_nr,
                mening.text_typ
            order by mening.lasordning
        ) as svar_nr,
        replace(
            replace(
                replace(
                    replace(
                        replace(ordalydelse.text, '{sak}', mening.sak),
                        '{grupp}',
                        mening.grupp
                    ),
                    '{fraga_om}',
                    mening.fraga_om
                ),
                '{fonster_ar}',
                mening.fonster_ar
            ),
            '{svarsklass_text}',
            coalesce(svarsklass.svarsklass_text, '')
        ) as text
    from mening
    inner join ordalydelse
        on
            mening.text_kod = ordalydelse.text_kod
            and mening.text_typ = ordalydelse.text_typ
            and mening.svarsklass is not distinct from ordalydelse.svarsklass
            and mening.villkor = ordalydelse.villkor
            and ordalydelse.ordning = 1
    left join svarsklass
        on mening.svarsklass = svarsklass.svarsklass

),

final as (

    select
        matar,
        indikator_id,
        svar_kod,
        mal,
        forslag_nr,
        {{ vag_uppraknade(
            "case when text_typ = 'lage' then svar_nr end", "text", " "
        ) }} as lage_text,
        {{ vag_uppraknade(
            "case when text_typ = 'forslag' then svar_nr end", "text", " "
        ) }} as forslag_text
    from utskriven
    group by matar, indikator_id, svar_kod, mal, forslag_nr

)

select * from final
