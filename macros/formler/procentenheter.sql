{#
    A difference of shares in tenths of percentage points, a large integer: the exact fraction
    rounded half up on its size, so that a fall is the rise with the sign turned: 1/40 is 25,
    -1/400 is -3. Both are integers, `namnare` is positive. (Method, section 6.)
#}
{% macro tiondels_procentenheter(taljare, namnare) -%}
    (
        case when {{ taljare }} < 0 then -1 else 1 end
        * {{ heltalsdivision(
            stort_heltal("2000") ~ " * abs(" ~ taljare ~ ") + (" ~ namnare ~ ")",
            "2 * (" ~ namnare ~ ")"
        ) }}
    )
{%- endmacro %}

{# Tenths (a whole number of them) as a decimal with one place. #}
{% macro fran_tiondelar(tiondelar) -%}
    cast(cast({{ tiondelar }} as decimal(6, 1)) * 0.1 as decimal(5, 1))
{%- endmacro %}

{# A difference of shares in percentage points with one decimal; see tiondels_procentenheter. #}
{% macro procentenheter(taljare, namnare) -%}
    {{ fran_tiondelar(tiondels_procentenheter(taljare, namnare)) }}
{%- endmacro %}
