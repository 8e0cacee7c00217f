{#
    Rule `anvant_resultat_kon`: results were put together by sex and used; decided but not yet done
    is *delvis*. Returns the branch of complete answers.
    `bas`, `kon`, `anvant`: classes of the answers. (Method, section 3.)
#}
{% macro regel_anvant_resultat_kon(bas, kon, anvant) -%}
    case
        when {{ bas }} = 'for_fa' then 'for_fa'
        when {{ bas }} = 'nej' then 'bas_nej'
        when {{ kon }} = 'for_fa' then 'kon_for_fa'
        when {{ kon }} = 'nej' then 'ej_uppdelat'
        when {{ anvant }} = 'ja' then 'anvant'
        when {{ anvant }} = 'beslut_fattat' then 'beslut_fattat'
        when {{ anvant }} = 'nej' then 'ej_anvant'
    end
{%- endmacro %}
