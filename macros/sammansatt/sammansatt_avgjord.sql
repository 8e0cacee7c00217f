{#
    The common table expressions that judge composites from their components; the last one is
    `sammansatt`, with the columns `nycklar`, regel_id, gren_id ('oavgjort' when the missing could
    change the outcome) and avgorande_orsak_kod, the strongest reason among the components that could.
    They read `del`, one row a component: `nycklar`, regel_id (the composite's), orsak_kod (of the
    component, or null), and kan_ja, kan_nej, kan_ej (0/1, what the component can be or become;
    *delvis* is nej); and the seed `orsak` by that name. (Method, section 3.)
#}
{% macro sammansatt_avgjord(nycklar) -%}
raknat as (

    select
        {{ nycklar | join(", ") }},
        regel_id,
        count(*) as antal,
        sum(kan_ja) as kan_ja,
        sum(kan_nej) as kan_nej,
        sum(kan_ej) as kan_ej,
        sum(case when kan_nej + kan_ej = 0 then 1 else 0 end) as maste_ja,
        sum(case when kan_ja + kan_ej = 0 then 1 else 0 end) as maste_nej
    from del
    group by {{ nycklar | join(", ") }}, regel_id

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
        {% for nyckel in nycklar -%}
        del.{{ nyckel }},
        {% endfor -%}
        min(orsak.styrka) as styrka
    from del
    inner join avgjort
        on
            {% for nyckel in nycklar -%}
            {{ "and " if not loop.first }}del.{{ nyckel }} = avgjort.{{ nyckel }}
            {% endfor %}
    inner join orsak
        on del.orsak_kod = orsak.orsak_kod
    where
        case when del.regel_id = 'sammansatt_minst_en' then del.kan_ja else del.kan_nej end = 1
        or avgjort.kan_ej - del.kan_ej = avgjort.antal - 1
    group by {% for nyckel in nycklar %}del.{{ nyckel }}{{ ", " if not loop.last }}{% endfor %}

),

sammansatt as (

    select
        {% for nyckel in nycklar -%}
        avgjort.{{ nyckel }},
        {% endfor -%}
        avgjort.regel_id,
        avgjort.gren_id,
        orsak.orsak_kod as avgorande_orsak_kod
    from avgjort
    left join avgorande_styrka
        on
            {% for nyckel in nycklar -%}
            {{ "and " if not loop.first }}avgjort.{{ nyckel }} = avgorande_styrka.{{ nyckel }}
            {% endfor %}
    left join orsak
        on avgorande_styrka.styrka = orsak.styrka

)
{%- endmacro %}
