{#
    Rule `anvant_resultat`: results were put together and used; decided but not yet done is
    *delvis*. Returns the branch of complete answers. `bas`, `anvant`: classes of the answers.
    (Method, section 3.)
#}
{% macro regel_anvant_resultat(bas, anvant) -%}
    case
        when {{ bas }} = 'for_fa' then 'for_fa'
        when {{ bas }} = 'nej' then 'bas_nej'
        when {{ anvant }} = 'ja' then 'anvant'
        when {{ anvant }} = 'beslut_fattat' then 'beslut_fattat'
        when {{ anvant }} = 'nej' then 'ej_anvant'
    end
{%- endmacro %}
