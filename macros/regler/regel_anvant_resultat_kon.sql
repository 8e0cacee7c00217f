{#
    Rule `anvant_resultat_kon`: results were put together by sex and used; decided but not yet done
    is *delvis*. Returns the branch. `bas`, `kon`, `anvant`: classes of the answers. A refused
    `anvant` is needed only where `kon` is, or could be, Ja. (Method, section 3, decisions 1, 4.)
#}
{% macro regel_anvant_resultat_kon(bas, kon, anvant) -%}
    case
        when {{ bas }} = 'for_fa' then 'for_fa'
        when {{ bas }} = 'nej' then 'bas_nej'
        when {{ bas }} = 'ja' and {{ kon }} = 'for_fa' then 'kon_for_fa'
        when {{ bas }} = 'ja' and {{ kon }} = 'nej' then 'ej_uppdelat'
        when {{ bas }} = 'ogiltigt' or {{ kon }} = 'ogiltigt' then 'ogiltigt_svar'
        when {{ anvant }} = 'ogiltigt' and ({{ kon }} is null or {{ kon }} = 'ja')
            then 'ogiltigt_svar'
        when {{ bas }} is null then 'bas_saknas'
        when {{ bas }} = 'ja' and {{ kon }} = 'ja' and {{ anvant }} = 'ja' then 'anvant'
        when {{ bas }} = 'ja' and {{ kon }} = 'ja' and {{ anvant }} = 'beslut_fattat'
            then 'beslut_fattat'
        when {{ bas }} = 'ja' and {{ kon }} = 'ja' and {{ anvant }} = 'nej' then 'ej_anvant'
        when {{ kon }} is null or {{ anvant }} is null then 'foljdsvar_saknas'
    end
{%- endmacro %}
