{#
    A count per 10 000 with one decimal, rounded half up from the integers: 1 of 3 is 3333.3.
    `taljare`, `namnare`: integer expressions; null when the denominator is 0. (Method, section 9.)
#}
{% macro kvot_per_tiotusen(taljare, namnare) -%}
    cast(cast({{ heltalsdivision(
        "200000 * cast(" ~ taljare ~ " as bigint) + cast(" ~ namnare ~ " as bigint)",
        "nullif(2 * cast(" ~ namnare ~ " as bigint), 0)"
    ) }} as decimal(12, 1)) * 0.1 as decimal(9, 1))
{%- endmacro %}

{#
    The mean of numbers with one decimal, with one decimal, rounded half up. `tiondelar`: the sum of
    them in tenths; `antal`: how many; both integers.
#}
{% macro medel_en_decimal(tiondelar, antal) -%}
    cast(cast({{ heltalsdivision(
        "2 * cast(" ~ tiondelar ~ " as bigint) + cast(" ~ antal ~ " as bigint)",
        "nullif(2 * cast(" ~ antal ~ " as bigint), 0)"
    ) }} as decimal(12, 1)) * 0.1 as decimal(9, 1))
{%- endmacro %}
