{# An integer with room for the product of many counts. #}
{% macro stort_heltal(tal) -%}
    {{ return(adapter.dispatch("stort_heltal")(tal)) }}
{%- endmacro %}

{% macro default__stort_heltal(tal) -%}
    {{ utan_shim("stort_heltal") }}
{%- endmacro %}

{% macro duckdb__stort_heltal(tal) -%}
    cast({{ tal }} as hugeint)
{%- endmacro %}

{% macro postgres__stort_heltal(tal) -%}
    cast({{ tal }} as numeric(38, 0))
{%- endmacro %}

{% macro spark__stort_heltal(tal) -%}
    cast({{ tal }} as decimal(38, 0))
{%- endmacro %}

{#
    A numerator (or the denominator itself) as a bigint, which every reader of the warehouse knows;
    null when the denominator is so large that it might not. A part of a split is at most twice its
    denominator in size.
#}
{% macro litet_heltal(taljare, namnare) -%}
    case when {{ namnare }} <= 4611686018427387903 then cast({{ taljare }} as bigint) end
{%- endmacro %}
