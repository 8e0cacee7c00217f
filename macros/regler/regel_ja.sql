{#
    Rule `ja`: one question, answered Ja. Returns the branch (gren_id).
    `bas`: class of the answer. (Method, section 3.)
#}
{% macro regel_ja(bas) -%}
    case
        when {{ bas }} = 'ja' then 'bas_ja'
        when {{ bas }} = 'nej' then 'bas_nej'
        when {{ bas }} = 'omradet_finns_inte' then 'omradet_finns_inte'
        when {{ bas }} = 'ogiltigt' then 'ogiltigt_svar'
        when {{ bas }} is null then 'bas_saknas'
    end
{%- endmacro %}
