{#
    Rule `ja_uppfoljning`: it exists, and was followed up or set up recently. Returns the branch of
    complete answers. `bas`, `uppfoljning`: classes of the answers. (Method, section 3.)
#}
{% macro regel_ja_uppfoljning(bas, uppfoljning) -%}
    case
        when {{ bas }} = 'omradet_finns_inte' then 'omradet_finns_inte'
        when {{ bas }} = 'behovs_inte' then 'behovs_inte'
        when {{ bas }} = 'nej' then 'bas_nej'
        when {{ uppfoljning }} = 'ja' then 'uppfoljd'
        when {{ uppfoljning }} = 'nyligen' then 'nyligen'
        when {{ uppfoljning }} = 'nej' then 'ej_uppfoljd'
    end
{%- endmacro %}
