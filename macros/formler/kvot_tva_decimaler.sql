{#
    A quotient with two decimals, rounded half away from zero, from a decimal of at most eight
    decimals and a positive integer, by integer division: -1 of 3 is -0.33.
#}
{% macro kvot_tva_decimaler(taljare, namnare) -%}
    cast(
        sign({{ taljare }}) * cast({{ heltalsdivision(
            "2 * cast(abs(" ~ taljare ~ ") * 100000000 as bigint) + 1000000 * cast(" ~ namnare
            ~ " as bigint)",
            "nullif(2000000 * cast(" ~ namnare ~ " as bigint), 0)"
        ) }} as decimal(8, 2)) * 0.01 as decimal(6, 2)
    )
{%- endmacro %}
