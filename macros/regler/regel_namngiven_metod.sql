{#
    Rule `namngiven_metod`: that very method is used. Returns the branch of a complete answer.
    `bas`: class of the answer; another method than the named one is not it. (Method, section 3.)
#}
{% macro regel_namngiven_metod(bas) -%}
    case {{ bas }}
        when 'ja' then 'metod_anvands'
        when 'annan_metod' then 'annan_metod'
        when 'nej' then 'bas_nej'
        when 'omradet_finns_inte' then 'omradet_finns_inte'
    end
{%- endmacro %}
