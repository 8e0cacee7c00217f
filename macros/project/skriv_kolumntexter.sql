{#
    After a run, puts the Swedish words of `dim_kolumn` beside the English ones in the comments of
    the public columns, where they do not stand already: what dbt built anew has English only.
    Readers of other databases get both from the publication (`oj deliver`).
#}
{% macro skriv_kolumntexter() %}
    {% if execute and target.type == "duckdb" and flags.WHICH in ("build", "run") %}
        {% set finns = run_query(
            "select 1 from duckdb_tables() where schema_name = 'marts' and table_name = 'dim_kolumn'"
        ) %}
        {% if finns.rows %}
            {% set satser = run_query(
                "select 'comment on column marts.' || ord.tabell || '.' || ord.kolumn || ' is '''"
                ~ " || replace(ord.text, '''', '''''') || ''''"
                ~ " from (select tabell, kolumn, beskrivning_en || ' | ' || titel_sv || ': '"
                ~ " || beskrivning_sv as text from marts.dim_kolumn) as ord"
                ~ " inner join duckdb_columns() as kolumn on kolumn.schema_name = 'marts'"
                ~ " and kolumn.table_name = ord.tabell and kolumn.column_name = ord.kolumn"
                ~ " where ord.text is not null and kolumn.comment is distinct from ord.text"
            ) %}
            {% if satser.rows %}
                {% do run_query(satser.rows | map(attribute=0) | join(";\n")) %}
            {% endif %}
        {% endif %}
    {% endif %}
{% endmacro %}
