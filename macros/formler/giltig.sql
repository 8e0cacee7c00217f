{#
    Whether a year lies within a validity. `fran` and `till` are inclusive years; an empty `till`
    means that it goes on.
#}
{% macro giltig_matar(matar, fran, till) -%}
    ({{ matar }} >= {{ fran }} and ({{ till }} is null or {{ matar }} <= {{ till }}))
{%- endmacro %}

{# Whether a day lies within a validity. `fran` and `till` are inclusive days; empty `till`: goes on. #}
{% macro giltig_dag(dag, fran, till) -%}
    ({{ dag }} >= {{ fran }} and ({{ till }} is null or {{ dag }} <= {{ till }}))
{%- endmacro %}
