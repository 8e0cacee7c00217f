{#
    Rule `ja_uppfoljning`: it exists, and was followed up or set up recently. Returns the branch.
    `bas`, `uppfoljning`: classes of the answers; `bas_har_utvag`: 1 when the base question's scale
    has an answer besides Ja and Nej. Without one, a follow-up answered Nej decides even if the base
    is missing: Ja and Nej both give *nej*. (Method, section 3, decision 1.)
#}
{% macro regel_ja_uppfoljning(bas, uppfoljning, bas_har_utvag) -%}
    case
        when {{ bas }} = 'omradet_finns_inte' then 'omradet_finns_inte'
        when {{ bas }} = 'behovs_inte' then 'behovs_inte'
        when {{ bas }} = 'nej' then 'bas_nej'
        when {{ bas }} = 'ja' and {{ uppfoljning }} = 'ja' then 'uppfoljd'
        when {{ bas }} = 'ja' and {{ uppfoljning }} = 'nyligen' then 'nyligen'
        when {{ bas }} = 'ja' and {{ uppfoljning }} = 'nej' then 'ej_uppfoljd'
        when {{ saknas(bas) }} and {{ uppfoljning }} = 'nej' and {{ bas_har_utvag }} = 0
            then 'ej_uppfoljd_oavsett_bas'
        when {{ bas }} = 'ogiltigt' or {{ uppfoljning }} = 'ogiltigt' then 'ogiltigt_svar'
        when {{ bas }} is null then 'bas_saknas'
        when {{ uppfoljning }} is null then 'uppfoljning_saknas'
    end
{%- endmacro %}
