-- One row is one method with a box of its own that an answer in force names in free text: matar ×
-- enhet × fraga × omrade × delfraga × method. Words are compared whole.

with svar as (

    -- the text beside an answer, and the answers that are texts themselves
    select
        matar,
        enhet_kod,
        fraga_kod,
        omrade_kod,
        delfraga_kod,
        svarsklass,
        concat_ws(' ', case when svarsklass = 'fri_text' then svar end, nullif(fritext, ''))
            as fritext
    from {{ ref("int_svar__gallande") }}
    where
        fritext <> ''
        or svarsklass = 'fri_text'

),

ordfoljd as (

    select
        *,
        {{ ordfoljd("fritext") }} as ordfoljd
    from svar

),

stavning as (

    select distinct
        stavning,
        metod_namn
    from {{ ref("metod_stavning") }}

),

ruta as (

    -- the boxes of a method that were on that year's questionnaire
    select distinct
        metod_stavning.metod_namn,
        fraga_per_ar.matar,
        fraga_per_ar.fraga_kod,
        fraga_per_ar.omrade_kod,
        fraga_per_ar.delfraga_kod
    from {{ ref("metod_stavning") }} as metod_stavning
    inner join {{ ref("int_fraga__per_ar") }} as fraga_per_ar
        on
            metod_stavning.fraga_kod = fraga_per_ar.fraga_kod
            and coalesce(metod_stavning.delfraga_kod, '') = fraga_per_ar.delfraga_kod

),

traff as (

    select
        ordfoljd.*,
        stavning.stavning,
        stavning.metod_namn
    from ordfoljd
    inner join stavning
        on ordfoljd.ordfoljd like '% ' || stavning.stavning || ' %'

),

namnd as (

    -- "freda kortfrågor" names that method, not FREDA in general as well
    select distinct
        traff.matar,
        traff.enhet_kod,
        traff.fraga_kod,
        traff.omrade_kod,
        traff.delfraga_kod,
        traff.svarsklass,
        traff.fritext,
        traff.metod_namn
    from traff
    left join traff as langre
        on
            traff.matar = langre.matar
            and traff.enhet_kod = langre.enhet_kod
            and traff.fraga_kod = langre.fraga_kod
            and traff.omrade_kod = langre.omrade_kod
            and traff.delfraga_kod = langre.delfraga_kod
            and langre.stavning like traff.stavning || ' %'
    where langre.stavning is null

),

per_omrade as (

    -- the boxes in the answer's own area, where the method has one there; otherwise all
    select
        namnd.*,
        ruta.fraga_kod as ruta_fraga_kod,
        coalesce(gallande.svarsklass = 'ja', false) as ar_angiven,
        namnd.omrade_kod = ruta.omrade_kod as ar_samma_omrade,
        max(case when namnd.omrade_kod = ruta.omrade_kod then 1 else 0 end) over (
            partition by
                namnd.matar,
                namnd.enhet_kod,
                namnd.fraga_kod,
                namnd.omrade_kod,
                namnd.delfraga_kod,
                namnd.metod_namn
        ) as har_ruta_i_omradet
    from namnd
    inner join ruta
        on
            namnd.matar = ruta.matar
            and namnd.metod_namn = ruta.metod_namn
    left join {{ ref("int_svar__gallande") }} as gallande
        on
            namnd.matar = gallande.matar
            and namnd.enhet_kod = gallande.enhet_kod
            and ruta.fraga_kod = gallande.fraga_kod
            and ruta.omrade_kod = gallande.omrade_kod
            and ruta.delfraga_kod = gallande.delfraga_kod

),

bedomd as (

    select
        matar,
        enhet_kod,
        fraga_kod,
        omrade_kod,
        delfraga_kod,
        svarsklass,
        fritext,
        metod_namn,
        min(ruta_fraga_kod) as ruta_fraga_kod,
        bool_or(ar_angiven) as ar_angiven
    from per_omrade
    where ar_samma_omrade or har_ruta_i_omradet = 0
    group by
        matar, enhet_kod, fraga_kod, omrade_kod, delfraga_kod, svarsklass, fritext, metod_namn

),

enhet as (

    select * from {{ ref("dim_enhet") }}

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

final as (

    select
        bedomd.matar,
        bedomd.enhet_kod,
        enhet.enhet_namn,
        bedomd.fraga_kod,
        bedomd.omrade_kod,
        bedomd.delfraga_kod,
        bedomd.svarsklass,
        bedomd.fritext,
        bedomd.metod_namn,
        bedomd.ruta_fraga_kod,
        bedomd.ar_angiven,
        case
            when bedomd.ar_angiven
                then
                    'Fritexten nämner ' || bedomd.metod_namn || ', som också är angiven på fråga '
                    || bedomd.ruta_fraga_kod || '.'
            else
                'Fritexten nämner ' || bedomd.metod_namn || ', som inte är angiven på fråga '
                || bedomd.ruta_fraga_kod || ' där metoden har ett eget svarsalternativ.'
        end as mening,
        markning.markning
    from bedomd
    cross join markning
    inner join enhet
        on bedomd.enhet_kod = enhet.enhet_kod

)

select * from final
