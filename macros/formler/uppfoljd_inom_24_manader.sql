{#
    Followed up within 24 months, from two years of answers with windows of 12: the windows tile.
    Returns the outcome, 'obestamd' when the missing answers could give ja as well as nej, or null
    when the base of the year itself is missing.
    `bas`, `uppfoljning`: classes of the year's answers; `forra_bas`, `forra_uppfoljning`: of the
    year before, missing also where there was no such year or unit. Assumes that the agreement is
    the same both years. (Method, section 6.)
#}
{% macro uppfoljd_inom_24_manader(bas, uppfoljning, forra_bas, forra_uppfoljning) -%}
    case
        when {{ bas }} = 'behovs_inte' then 'ja'
        when {{ bas }} = 'omradet_finns_inte' then 'ej_aktuellt'
        when {{ bas }} = 'nej' then 'nej'
        when {{ saknas(bas) }} then null
        when {{ uppfoljning }} in ('ja', 'nyligen') then 'ja'
        when {{ forra_bas }} = 'ja' and {{ forra_uppfoljning }} in ('ja', 'nyligen') then 'ja'
        when {{ saknas(uppfoljning) }} then 'obestamd'
        -- not followed up this year: it turns on the year before
        when {{ forra_uppfoljning }} = 'nej' then 'nej'
        when not {{ saknas(forra_bas) }} and {{ forra_bas }} <> 'ja' then 'nej'
        else 'obestamd'
    end
{%- endmacro %}
