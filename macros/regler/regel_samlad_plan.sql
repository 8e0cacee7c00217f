{#
    Rule `samlad_plan`: the plan exists, holds supervision (A) and training (B), and was followed up
    or set up recently. Returns the branch of complete answers.
    `bas`, `uppfoljning`, `innehall_a`, `innehall_b`: classes of the answers. (Method, section 3.)
#}
{% macro regel_samlad_plan(bas, uppfoljning, innehall_a, innehall_b) -%}
    case
        when {{ bas }} = 'omradet_finns_inte' then 'omradet_finns_inte'
        when {{ bas }} = 'nej' then 'bas_nej'
        when 'nej' in ({{ innehall_a }}, {{ innehall_b }}) then 'innehall_saknas'
        when {{ uppfoljning }} = 'nej' then 'ej_uppfoljd'
        when {{ uppfoljning }} = 'ja' then 'uppfoljd'
        when {{ uppfoljning }} = 'nyligen' then 'nyligen'
    end
{%- endmacro %}
