{#
    Rule `namngiven_metod`: that very method is used. Returns the branch.
    `bas`: class of the answer; another method than the named one is not it. (Method, section 3.)
#}
{% macro regel_namngiven_metod(bas) -%}
    case
        when {{ bas }} = 'ja' then 'metod_anvands'
        when {{ bas }} = 'annan_metod' then 'annan_metod'
        when {{ bas }} = 'nej' then 'bas_nej'
        when {{ bas }} = 'omradet_finns_inte' then 'omradet_finns_inte'
        when {{ bas }} = 'ogiltigt' then 'ogiltigt_svar'
        when {{ bas }} is null then 'bas_saknas'
    end
{%- endmacro %}
