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
        {% if fore %}drop {{ fore.type }} if exists {{ fore }};{% endif %}
        {{ create_table_as(False, tabell, compiled_code) }}
    {% endcall %}
    {{ run_hooks(post_hooks) }}
    {% do persist_docs(tabell, model) %}
    {{ adapter.commit() }}
    {{ return({"relations": [tabell]}) }}
{% endmaterialization %}

{#
    Descriptions become comments where people read: not in the steps between, whose descriptions stand
    in the YAML and in dbt's documentation. The table is not asked which columns it has: a described
    column that is not there is an error.
#}
{% macro duckdb__persist_docs(relation, model, for_relation, for_columns) %}
    {% if config.persist_relation_docs() and relation.schema not in ("intermediate", "staging") %}
        {% call statement("persist_docs") %}
            comment on {{ relation.type }} {{ relation }} is '{{ model.description | replace("'", "''") }}';
            {% for kolumn in model.columns.values() %}
            comment on column {{ relation }}.{{ kolumn.name }}
            is '{{ kolumn.description | replace("'", "''") }}';
            {% endfor %}
        {% endcall %}
    {% endif %}
{% endmacro %}
