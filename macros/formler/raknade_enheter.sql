{#
    The counts of a group's units, from their results in `utfall` (a relation with the columns
    utfall, ingar_i_taljare and ingar_i_namnare): N, J, D, nej, E, M and n. (Method, section 4.)
#}
{% macro raknade_enheter(utfall) -%}
    cast(count(*) as integer) as enheter_antal,
    cast(sum({{ utfall }}.ingar_i_taljare) as integer) as ja_antal,
    cast(count(*) filter (where {{ utfall }}.utfall = 'delvis') as integer) as delvis_antal,
    cast(count(*) filter (where {{ utfall }}.utfall = 'nej') as integer) as nej_antal,
    cast(count(*) filter (where {{ utfall }}.utfall = 'ej_aktuellt') as integer)
        as ej_aktuellt_antal,
    cast(count(*) filter (where {{ utfall }}.utfall is null) as integer) as bortfall_antal,
    cast(sum({{ utfall }}.ingar_i_namnare) as integer) as namnare_antal
{%- endmacro %}
