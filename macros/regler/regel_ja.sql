{#
    Rule `ja`: one question, answered Ja. Returns the branch (gren_id) of a complete answer.
    `bas`: class of the answer. (Method, section 3.)
#}
{% macro regel_ja(bas) -%}
    case {{ bas }}
        when 'ja' then 'bas_ja'
        when 'nej' then 'bas_nej'
        when 'omradet_finns_inte' then 'omradet_finns_inte'
    end
{%- endmacro %}
