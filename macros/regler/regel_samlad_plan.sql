{#
    Rule `samlad_plan`: the plan exists, holds supervision (A) and training (B), and was followed up
    or set up recently. Returns the branch.
    `bas`, `innehall_a`, `innehall_b`, `uppfoljning`: classes of the answers. A refused answer is
    needed only while no other answer has settled the outcome. (Method, section 3, decisions 1, 4.)
#}
{% macro regel_samlad_plan(bas, innehall_a, innehall_b, uppfoljning) -%}
    case
        when {{ bas }} = 'omradet_finns_inte' then 'omradet_finns_inte'
        when {{ bas }} = 'nej' then 'bas_nej'
        when {{ bas }} = 'ogiltigt' then 'ogiltigt_svar'
        when {{ bas }} = 'ja' and 'nej' in ({{ innehall_a }}, {{ innehall_b }})
            then 'innehall_saknas'
        when {{ bas }} = 'ja' and {{ uppfoljning }} = 'nej' then 'ej_uppfoljd'
        when
            {{ bas }} is null
            and 'nej' in ({{ innehall_a }}, {{ innehall_b }}, {{ uppfoljning }})
            then 'bas_saknas'
        when 'ogiltigt' in ({{ innehall_a }}, {{ innehall_b }}, {{ uppfoljning }})
            then 'ogiltigt_svar'
        when {{ bas }} is null then 'bas_saknas'
        when
            {{ innehall_a }} is null or {{ innehall_b }} is null or {{ uppfoljning }} is null
            then 'foljdsvar_saknas'
        when {{ uppfoljning }} = 'ja' then 'uppfoljd'
        when {{ uppfoljning }} = 'nyligen' then 'nyligen'
    end
{%- endmacro %}
