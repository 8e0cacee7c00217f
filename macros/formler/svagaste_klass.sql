{#
    The weaker of two classes of comparability: ej before delvis before direkt; empty is direkt.
    (Method, section 6.)
#}
{% macro svagaste_klass(ena, andra) -%}
    case
        when 'ej' in ({{ ena }}, {{ andra }}) then 'ej'
        when 'delvis' in ({{ ena }}, {{ andra }}) then 'delvis'
        else 'direkt'
    end
{%- endmacro %}
