-- One row is one combination of answers that a rule can meet, missing and refused ones included,
-- side by side by place. `svar_kod` has two digits for the class in each place; `svar` says it in
-- words.

with indikator as (

    select * from {{ ref("int_indikator__per_ar") }}
    where bas_har_utvag is not null

),

roll as (

    select * from {{ ref("int_indikator__roll_per_ar") }}

),

svarsklass as (

    select * from {{ ref("svarsklass") }}

),

skala as (

    select distinct
        svarsalternativ.skala_kod,
        svarsalternativ.svarsklass
    from {{ ref("svarsalternativ") }} as svarsalternativ
    inner join svarsklass
        on svarsalternativ.svarsklass = svarsklass.svarsklass
    where svarsklass.betyder_saknas = 0

),

variant as (

    select distinct
        regel_variant,
        regel_id,
        bas_har_utvag
    from indikator

),

variant_roll as (

    select distinct
        indikator.regel_variant,
        roll.plats,
        roll.vikt,
        roll.skala_kod,
        roll.kraver_namn
    from indikator
    inner join roll
        on
            indikator.matar = roll.matar
            and indikator.indikator_id = roll.indikator_id

),

mojlig_klass as (

    select
        variant_roll.regel_variant,
        variant_roll.plats,
        variant_roll.vikt,
        skala.svarsklass
    from variant_roll
    inner join skala
        on variant_roll.skala_kod = skala.skala_kod

    union all

    select
        regel_variant,
        plats,
        vikt,
        'ja_utan_namn' as svarsklass
    from variant_roll
    where kraver_namn = 1

    union all

    select
        regel_variant,
        plats,
        vikt,
        'ogiltigt' as svarsklass
    from variant_roll

    union all

    select
        regel_variant,
        plats,
        vikt,
        null as svarsklass
    from variant_roll

),

mojligt_svar as (

    select
        mojlig_klass.regel_variant,
        mojlig_klass.plats,
        mojlig_klass.svarsklass,
        coalesce(mojlig_klass.svarsklass, 'saknas') as ord,
        coalesce(svarsklass.klass_nr, 0) * mojlig_klass.vikt as kod
    from mojlig_klass
    left join svarsklass
        on mojlig_klass.svarsklass = svarsklass.svarsklass

),

final as (

    -- concat_ws leaves out the places that the rule does not have
    select
        variant.regel_variant,
        variant.regel_id,
        variant.bas_har_utvag,
        cast({{ per_plats("coalesce(plats_NR.kod, 0)", " + ") }} as bigint) as svar_kod,
        concat_ws(' ', {{ per_plats("plats_NR.ord") }}) as svar,
        {{ per_plats("plats_NR.svarsklass as PLATS") }}
    from variant
    {% for plats in platser() %}
    left join mojligt_svar as plats_{{ loop.index }}
        on
            variant.regel_variant = plats_{{ loop.index }}.regel_variant
            and plats_{{ loop.index }}.plats = {{ loop.index }}
    {% endfor %}

)

select * from final
