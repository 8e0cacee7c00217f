{#
    A slope in percentage points a year with two decimals, rounded half up on its size.
    `taljare` is in millionths, `namnare` is positive; both are integers. (Method, section 6.)
#}
{% macro lutning_procentenheter(taljare, namnare) -%}
    cast(
        case when {{ taljare }} < 0 then -1 else 1 end
        * cast({{ heltalsdivision(
            "2 * abs(" ~ taljare ~ ") + 100 * " ~ namnare, "200 * " ~ namnare
        ) }} as decimal(7, 2)) * 0.01 as decimal(5, 2)
    )
{%- endmacro %}
