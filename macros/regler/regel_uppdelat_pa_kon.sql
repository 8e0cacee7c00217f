{#
    Rule `uppdelat_pa_kon`: results were put together by sex. Returns the branch of complete answers.
    `bas`, `kon`: classes of the answers. (Method, section 3.)
#}
{% macro regel_uppdelat_pa_kon(bas, kon) -%}
    case
        when {{ bas }} = 'for_fa' then 'for_fa'
        when {{ bas }} = 'nej' then 'bas_nej'
        when {{ kon }} = 'ja' then 'uppdelat'
        when {{ kon }} = 'nej' then 'ej_uppdelat'
        when {{ kon }} = 'for_fa' then 'kon_for_fa'
    end
{%- endmacro %}
