{#
    The public columns of the marts, as the models' properties have them: a row of SQL values each,
    table, column, place in the table, description in English. The graph is whole first when dbt
    runs; before, and where SQL is rendered without dbt, one empty row stands in for them.
#}
{% macro offentliga_kolumner() %}
    {%- set rader = [] -%}
    {%- if execute and graph is defined -%}
        {%- for modell in graph.nodes.values() | selectattr("resource_type", "equalto", "model")
            | sort(attribute="name") -%}
            {%- for kolumn in modell.columns.values()
                if kolumn.config.get("meta", {}).get("offentlig") -%}
                {%- do rader.append(
                    (modell.name, kolumn.name, loop.index, kolumn.description)
                ) -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endif -%}
    {%- for tabell, kolumn, ordning, text in rader or [("", "", 0, "")] -%}
    ('{{ tabell }}', '{{ kolumn }}', {{ ordning }}, {{ text_literal(text.split() | join(" ")) }})
    {{- "," if not loop.last }}
    {% endfor -%}
{% endmacro %}
