{#
    A table is made anew in one transaction: the old one stands until the new one is whole. dbt-duckdb
    gets there by other names for both, asked for and renamed one at a time, which is a fifth of the
    work that dbt has with a table.
#}
{% materialization table, adapter="duckdb" %}
    {% set tabell = this.incorporate(type="table") %}
    {{ run_hooks(pre_hooks) }}
    {% set fore = load_cached_relation(this) %}
    {% call statement("main") %}
        {% if fore %}drop {{ fore.type }} {{ fore }};{% endif %}
        {{ create_table_as(False, tabell, compiled_code) }}
    {% endcall %}
    {{ run_hooks(post_hooks) }}
    {% do persist_docs(tabell, model) %}
    {{ adapter.commit() }}
    {{ return({"relations": [tabell]}) }}
{% endmaterialization %}

{#
    Descriptions become comments where people read: not in the steps between, whose descriptions stand
    in the YAML and in dbt's documentation.
#}
{% macro duckdb__persist_docs(relation, model, for_relation, for_columns) %}
    {% if relation.schema not in ("intermediate", "staging") %}
        {% do default__persist_docs(relation, model, for_relation, for_columns) %}
    {% endif %}
{% endmacro %}

{# Each table is not asked which columns it has: a described column that is not there is an error. #}
{% macro duckdb__alter_column_comment(relation, column_dict) %}
    {% for kolumn in column_dict %}
        {% set text = duckdb_escape_comment(column_dict[kolumn]["description"]) %}
        comment on column {{ relation }}.{{ kolumn }} is {{ text }};
    {% endfor %}
{% endmacro %}
