{#
    Rule `anvant_resultat`: results were put together and used; decided but not yet done is
    *delvis*. Returns the branch. `bas`, `anvant`: classes of the answers. (Method, section 3.)
#}
{% macro regel_anvant_resultat(bas, anvant) -%}
    case
        when {{ bas }} = 'for_fa' then 'for_fa'
        when {{ bas }} = 'nej' then 'bas_nej'
        when {{ bas }} = 'ogiltigt' or {{ anvant }} = 'ogiltigt' then 'ogiltigt_svar'
        when {{ bas }} is null then 'bas_saknas'
        when {{ bas }} = 'ja' and {{ anvant }} = 'ja' then 'anvant'
        when {{ bas }} = 'ja' and {{ anvant }} = 'beslut_fattat' then 'beslut_fattat'
        when {{ bas }} = 'ja' and {{ anvant }} = 'nej' then 'ej_anvant'
        when {{ anvant }} is null then 'anvant_saknas'
    end
{%- endmacro %}
