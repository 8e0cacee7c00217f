{#
    A share in whole percent, rounded half up from the integers: 29 of 200 is 15.
    `taljare`, `namnare`: integer expressions; null when the denominator is 0. (Method, section 4.)
#}
{% macro andel_procent(taljare, namnare) -%}
    cast({{ heltalsdivision(
        "200 * (" ~ taljare ~ ") + (" ~ namnare ~ ")", "nullif(2 * (" ~ namnare ~ "), 0)"
    ) }} as integer)
{%- endmacro %}

{#
    A share in percent with one decimal, rounded half up from the integers: 1 of 3 is 33.3.
    `taljare`, `namnare`: integer expressions; null when the denominator is 0. (Method, section 4.)
#}
{% macro andel_procent_en_decimal(taljare, namnare) -%}
    cast(cast({{ heltalsdivision(
        "2000 * (" ~ taljare ~ ") + (" ~ namnare ~ ")", "nullif(2 * (" ~ namnare ~ "), 0)"
    ) }} as decimal(6, 1)) * 0.1 as decimal(4, 1))
{%- endmacro %}
