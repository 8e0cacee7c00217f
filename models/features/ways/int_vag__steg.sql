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

kombination as (

    -- two combinations with the same omstandighet_kod differ by nothing but what a unit can act on
    select
        sanningstabell.regel_variant,
        {{ rollkolumner("sanningstabell") }},
        {{ vag_kombination("sanningstabell") }} as kombination_kod,
        concat_ws('|', {{ per_roll("coalesce(omstandighet_ROLL.svarsklass, '-')") }})
            as omstandighet_kod,
        sanningstabell.utfall,
        case
            when sanningstabell.kan_nej = 1 or sanningstabell.kan_delvis = 1 then 1
            else 0
        end as kan_nej
    from sanningstabell
    {% for roll in roller() %}
    left join omstandighet as omstandighet_{{ roll }}
        on sanningstabell.{{ roll }} = omstandighet_{{ roll }}.svarsklass
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
        fran.kombination_kod,
        till.mal,
        till.kombination_kod as till_kombination_kod,
        till.utfall as till_utfall,
        {{ per_roll("fran.ROLL as ROLL") }},
        {{ per_roll("till.ROLL as till_ROLL") }},
        {{ per_roll(
            "case when " ~ vag_samma("fran.ROLL", "till.ROLL") ~ " then 0 else 1 end",
            "\n        + "
        ) }} as steg_antal,
        case when fran.omstandighet_kod = till.omstandighet_kod then 1 else 0 end as ar_atgard
    from kombination as fran
    inner join till
        on
            fran.regel_variant = till.regel_variant
            and {{ per_roll(
                "(fran.ROLL is not distinct from till.ROLL or not " ~ saknas("till.ROLL") ~ ")",
                "\n            and "
            ) }}
    where
        (till.mal = 'ja' and fran.utfall is distinct from 'ja')
        or (till.mal = 'ej_nej' and fran.kan_nej = 1)

),

minsta as (

    select
        regel_variant,
        kombination_kod,
        mal,
        min(steg_antal) as steg_antal,
        min(case when ar_atgard = 1 then steg_antal end) as atgard_steg_antal
    from par
    group by regel_variant, kombination_kod, mal

),

kvar as (

    select par.*
    from par
    inner join minsta
        on
            par.regel_variant = minsta.regel_variant
            and par.kombination_kod = minsta.kombination_kod
            and par.mal = minsta.mal
    where
        par.steg_antal = minsta.steg_antal
        or (
            par.mal = 'ja'
            and par.ar_atgard = 1
            and par.steg_antal = minsta.atgard_steg_antal
        )

),

andring as (

    {{ per_roll(
        "select
        regel_variant,
        kombination_kod,
        mal,
        till_kombination_kod,
        ROLL as fran_svarsklass,
        till_ROLL as till_svarsklass,
        case when 'ROLL' = 'bas' or " ~ vag_samma("bas", "till_bas") ~ " then 0 else 1 end
            as har_ny_bas
    from kvar
    where ROLL is distinct from till_ROLL",
        "\n\n    union all\n\n    "
    ) }}

),

foretrade as (

    select
        andring.regel_variant,
        andring.kombination_kod,
        andring.mal,
        andring.till_kombination_kod,
        sum(coalesce(fran.ar_paborjat, 0)) as paborjat_antal,
        sum(case when andring.har_ny_bas = 1 then till.ordning_ny_bas else till.ordning end)
            as ordning
    from andring
    inner join svarsklass as till
        on andring.till_svarsklass = till.svarsklass
    left join svarsklass as fran
        on andring.fran_svarsklass = fran.svarsklass
    group by
        andring.regel_variant, andring.kombination_kod, andring.mal, andring.till_kombination_kod

),

final as (

    select
        kvar.regel_variant,
        kvar.kombination_kod,
        kvar.mal,
        row_number() over (
            partition by kvar.regel_variant, kvar.kombination_kod, kvar.mal
            order by
                kvar.ar_atgard desc,
                kvar.steg_antal,
                foretrade.paborjat_antal desc,
                foretrade.ordning,
                concat_ws(
                    '',
                    {{ per_roll(
                        "case when " ~ vag_samma("kvar.ROLL", "kvar.till_ROLL")
                        ~ " then '1' else '0' end"
                    ) }}
                ),
                kvar.till_kombination_kod
        ) as forslag_nr,
        kvar.steg_antal,
        kvar.ar_atgard,
        kvar.till_utfall,
        {{ rollkolumner("kvar") }},
        {{ per_roll("kvar.till_ROLL") }},
        concat_ws(
            '; ',
            {{ per_roll(
                "case
                when not " ~ vag_samma("kvar.ROLL", "kvar.till_ROLL") ~ "
                    then 'ROLL: ' || coalesce(kvar.ROLL, 'saknas') || ' -> ' || kvar.till_ROLL
            end"
            ) }}
        ) as andring_kod
    from kvar
    inner join foretrade
        on
            kvar.regel_variant = foretrade.regel_variant
            and kvar.kombination_kod = foretrade.kombination_kod
            and kvar.mal = foretrade.mal
            and kvar.till_kombination_kod = foretrade.till_kombination_kod

)

select * from final
