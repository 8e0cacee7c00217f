{#
    Rule `uppdelat_pa_kon`: results were put together by sex. Returns the branch.
    `bas`, `kon`: classes of the answers. (Method, section 3.)
#}
{% macro regel_uppdelat_pa_kon(bas, kon) -%}
    case
        when {{ bas }} = 'for_fa' then 'for_fa'
        when {{ bas }} = 'nej' then 'bas_nej'
        when {{ bas }} = 'ogiltigt' or {{ kon }} = 'ogiltigt' then 'ogiltigt_svar'
        when {{ bas }} is null then 'bas_saknas'
        when {{ bas }} = 'ja' and {{ kon }} = 'ja' then 'uppdelat'
        when {{ bas }} = 'ja' and {{ kon }} = 'nej' then 'ej_uppdelat'
        when {{ bas }} = 'ja' and {{ kon }} = 'for_fa' then 'kon_for_fa'
        when {{ kon }} is null then 'kon_saknas'
    end
{%- endmacro %}
