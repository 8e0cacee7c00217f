-- One row is one combination of answers that a rule can meet, missing and refused ones included.

with indikator as (

    select * from {{ ref("int_indikator__per_ar") }}

),

roll as (

    select * from {{ ref("int_indikator__roll_per_ar") }}

),

svarsalternativ as (

    select distinct
        svarsalternativ.skala_kod,
        svarsalternativ.svarsklass
    from {{ ref("svarsalternativ") }} as svarsalternativ
    inner join {{ ref("svarsklass") }} as svarsklass
        on svarsalternativ.svarsklass = svarsklass.svarsklass
    where svarsklass.betyder_saknas = 0

),

variant as (

    select distinct
        regel_variant,
        regel_id,
        bas_har_utvag
    from indikator
    where bas_har_utvag is not null

),

variant_roll as (

    select distinct
        indikator.regel_variant,
        roll.roll,
        roll.skala_kod,
        roll.kraver_namn
    from indikator
    inner join roll
        on
            indikator.matar = roll.matar
            and indikator.indikator_id = roll.indikator_id

),

alla_roller as (

    {{ per_roll("select 'ROLL' as roll", " union all ") }}

),

mojligt_svar as (

    select
        variant_roll.regel_variant,
        variant_roll.roll,
        svarsalternativ.svarsklass
    from variant_roll
    inner join svarsalternativ
        on variant_roll.skala_kod = svarsalternativ.skala_kod

    union all

    select
        regel_variant,
        roll,
        'ja_utan_namn' as svarsklass
    from variant_roll
    where kraver_namn = 1

    union all

    select
        regel_variant,
        roll,
        'ogiltigt' as svarsklass
    from variant_roll

    union all

    -- not answered, and the only possibility of a role that the rule does not use
    select
        variant.regel_variant,
        alla_roller.roll,
        null as svarsklass
    from variant
    cross join alla_roller

),

final as (

    select
        variant.regel_variant,
        variant.regel_id,
        variant.bas_har_utvag,
        {{ per_roll("svar_ROLL.svarsklass as ROLL") }}
    from variant
    {% for roll in roller() %}
    inner join mojligt_svar as svar_{{ roll }}
        on
            variant.regel_variant = svar_{{ roll }}.regel_variant
            and svar_{{ roll }}.roll = '{{ roll }}'
    {% endfor %}

)

select * from final
