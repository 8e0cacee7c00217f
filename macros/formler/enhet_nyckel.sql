{#
    A unit's code, name, or both, as it is looked up among the ways to write units: case, white space
    and the signs that stand between a name's parts or around its code do not matter; letters do.
#}
{% macro enhet_nyckel(text) -%}
    trim({{ normaliserad_text("translate(" ~ utan_textformel(text) ~ ", '-(),:', '     ')") }})
{%- endmacro %}

{# A unit's code as a spreadsheet wrote it (114, 114.0, ="114", 180-3), with its zeros. #}
{% macro enhet_kod_lagad(text) -%}
    {{ med_nollor(utan_decimalnolla(vik_blanksteg(utan_textformel(text)))) }}
{%- endmacro %}
