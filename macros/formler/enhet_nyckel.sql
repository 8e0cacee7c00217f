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

{#
    The common table expression `last_enhet`: the units that the texts in `levererad` of `enhet_text`
    mean. It reads `enhet_stavning`, the spellings that are known, by that name.
#}
{% macro last_enhet() -%}
last_enhet as (

    select
        enhet_text.levererad,
        coalesce(
            enhet_stavning.enhet_kod, {{ enhet_kod_lagad("enhet_text.levererad") }}
        ) as enhet_kod
    from enhet_text
    left join enhet_stavning
        on {{ enhet_nyckel("enhet_text.levererad") }} = enhet_stavning.namn_nyckel

)
{%- endmacro %}
