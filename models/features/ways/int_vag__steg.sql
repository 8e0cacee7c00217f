-- One row is one suggestion for one combination of answers: the fewest answers to change so that
-- the rule gives *ja* (mal `ja`), or so that it can no longer give *nej* (mal `ej_nej`).

with svarsklass as (

    select * from {{ ref("vag_svarsklass") }}

),

omstandighet as (

    select * from svarsklass
    where ar_omstandighet = 1

),

sanningstabell as (

    select * from {{ ref("int_regel__sanningstabell") }}

),

regel as (

    -- the name of the role in each place
    select
        regel_id,
        {{ per_plats("max(case when plats = NR then roll end) as roll_NR") }}
    from {{ ref("int_regel__roll") }}
    group by regel_id

),

kombination as (

    -- two combinations with the same omstandighet_kod differ by nothing but what a unit can act on
    select
        sanningstabell.regel_variant,
        sanningstabell.regel_id,
        {{ per_plats("sanningstabell.PLATS") }},
        sanningstabell.svar_kod,
        concat_ws('|', {{ per_plats("coalesce(omstandighet_NR.svarsklass, '-')") }})
            as omstandighet_kod,
        sanningstabell.utfall,
        greatest(sanningstabell.kan_nej, sanningstabell.kan_delvis) as kan_nej
    from sanningstabell
    {% for plats in platser() %}
    left join omstandighet as omstandighet_{{ loop.index }}
        on sanningstabell.{{ plats }} = omstandighet_{{ loop.index }}.svarsklass
    {% endfor %}

),

till as (

    select
        'ja' as mal,
        kombination.*
    from kombination
    where kombination.utfall = 'ja'

    union all

    select
        'ej_nej' as mal,
        kombination.*
    from kombination
    where kombination.kan_nej = 0

),

par as (

    -- an answer is left as it is, or changed into another answer: nothing is gained by withdrawing
    select
        fran.regel_variant,
        fran.regel_id,
        fran.svar_kod,
        till.mal,
        till.svar_kod as till_svar_kod,
        till.utfall as till_utfall,
        {{ per_plats("fran.PLATS as PLATS") }},
        {{ per_plats("till.PLATS as till_PLATS") }},
        {{ per_plats(
            "case when " ~ vag_samma("fran.PLATS", "till.PLATS") ~ " then 0 else 1 end",
            "\n        + "
        ) }} as steg_antal,
        case when fran.omstandighet_kod = till.omstandighet_kod then 1 else 0 end as ar_atgard
    from kombination as fran
    inner join till
        on
            fran.regel_variant = till.regel_variant
            and {{ per_plats(
                "(fran.PLATS is not distinct from till.PLATS or not " ~ saknas("till.PLATS") ~ ")",
                "\n            and "
            ) }}
    where
        (till.mal = 'ja' and fran.utfall is distinct from 'ja')
        or (till.mal = 'ej_nej' and fran.kan_nej = 1)

),

minsta as (

    select
        regel_variant,
        svar_kod,
        mal,
        min(steg_antal) as steg_antal,
        min(case when ar_atgard = 1 then steg_antal end) as atgard_steg_antal
    from par
    group by regel_variant, svar_kod, mal

),

kvar as (

    select par.*
    from par
    inner join minsta
        on
            par.regel_variant = minsta.regel_variant
            and par.svar_kod = minsta.svar_kod
            and par.mal = minsta.mal
    where
        par.steg_antal = minsta.steg_antal
        or (
            par.mal = 'ja'
            and par.ar_atgard = 1
            and par.steg_antal = minsta.atgard_steg_antal
        )

),

namngiven as (

    -- the answer to the base question, of a rule that has one
    select
        kvar.*,
        {{ per_plats("regel.roll_NR") }},
        case when regel.roll_1 = 'bas' then kvar.svar_1 end as bas,
        case when regel.roll_1 = 'bas' then kvar.till_svar_1 end as till_bas
    from kvar
    inner join regel
        on kvar.regel_id = regel.regel_id

),

andring as (

    {{ per_plats(
        "select
        regel_variant,
        svar_kod,
        mal,
        till_svar_kod,
        PLATS as fran_svarsklass,
        till_PLATS as till_svarsklass,
        case when roll_NR = 'bas' or " ~ vag_samma("bas", "till_bas") ~ " then 0 else 1 end
            as har_ny_bas
    from namngiven
    where PLATS is distinct from till_PLATS",
        "\n\n    union all\n\n    "
    ) }}

),

foretrade as (

    select
        andring.regel_variant,
        andring.svar_kod,
        andring.mal,
        andring.till_svar_kod,
        sum(coalesce(fran.ar_paborjat, 0)) as paborjat_antal,
        sum(case when andring.har_ny_bas = 1 then till.ordning_ny_bas else till.ordning end)
            as ordning
    from andring
    inner join svarsklass as till
        on andring.till_svarsklass = till.svarsklass
    left join svarsklass as fran
        on andring.fran_svarsklass = fran.svarsklass
    group by
        andring.regel_variant, andring.svar_kod, andring.mal, andring.till_svar_kod

),

final as (

    select
        namngiven.regel_variant,
        namngiven.svar_kod,
        namngiven.mal,
        row_number() over (
            partition by namngiven.regel_variant, namngiven.svar_kod, namngiven.mal
            order by
                namngiven.ar_atgard desc,
                namngiven.steg_antal,
                foretrade.paborjat_antal desc,
                foretrade.ordning,
                concat_ws(
                    '',
                    {{ per_plats(
                        "case when " ~ vag_samma("namngiven.PLATS", "namngiven.till_PLATS")
                        ~ " then '1' else '0' end"
                    ) }}
                ),
                concat_ws('|', {{ per_plats("coalesce(namngiven.till_PLATS, '-')") }})
        ) as forslag_nr,
        namngiven.steg_antal,
        namngiven.ar_atgard,
        namngiven.till_utfall,
        namngiven.bas,
        namngiven.till_bas,
        {{ per_plats("namngiven.PLATS") }},
        {{ per_plats("namngiven.till_PLATS") }},
        concat_ws(
            '; ',
            {{ per_plats(
                "case
                when not " ~ vag_samma("namngiven.PLATS", "namngiven.till_PLATS") ~ "
                    then
                        namngiven.roll_NR || ': ' || coalesce(namngiven.PLATS, 'saknas')
                        || ' -> ' || namngiven.till_PLATS
            end"
            ) }}
        ) as andring_kod
    from namngiven
    inner join foretrade
        on
            namngiven.regel_variant = foretrade.regel_variant
            and namngiven.svar_kod = foretrade.svar_kod
            and namngiven.mal = foretrade.mal
            and namngiven.till_svar_kod = foretrade.till_svar_kod

)

select * from final
