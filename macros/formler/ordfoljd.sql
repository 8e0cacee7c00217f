{#
    A text as words between single spaces, with a space before and after, in lower case and without
    punctuation: "SARA:SV, ibland" is " sara sv ibland ". A text holds another as whole words when
    its words hold the other's. Null gives null.
#}
{% macro ordfoljd(text) -%}
    {%- set skiljetecken = ".,:;!?/()[]+&*-–\"" -%}
    lower({{ vik_blanksteg(
        "' ' || translate(" ~ text ~ ", '" ~ skiljetecken ~ "', '" ~ " " * skiljetecken | length
        ~ "') || ' '"
    ) }})
{%- endmacro %}
