{#
    Why a number of persons has no value, the strongest reason first; null when it has one. (Method,
    section 9.) `skyddad`, `stort_bortfall`, `rapporterad`: booleans; `tal_typ`: kvot or andel.
#}
{% macro tal_orsak(skyddad, stort_bortfall, rapporterad, taljare, namnare, tal_typ) -%}
    case
        when {{ skyddad }} then 'skyddad'
        when {{ stort_bortfall }} then 'for_stort_bortfall'
        when {{ namnare }} is null and {{ tal_typ }} = 'kvot' then 'befolkning_saknas'
        when {{ taljare }} > {{ namnare }} then 'taljare_over_namnare'
        when {{ rapporterad }} and {{ namnare }} = 0 then 'inga_tillampliga_svar'
        when not {{ rapporterad }} then 'ej_rapporterad'
    end
{%- endmacro %}

{# The value where there is no reason why not: per 10 000 with one decimal, or whole percent. #}
{% macro tal_varde(orsak_kod, taljare, namnare, tal_typ) -%}
    case
        when {{ orsak_kod }} is not null then null
        when {{ tal_typ }} = 'kvot' then {{ kvot_per_tiotusen(taljare, namnare) }}
        else cast({{ andel_procent(taljare, namnare) }} as decimal(9, 1))
    end
{%- endmacro %}
