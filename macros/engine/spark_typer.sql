{#
    Spark has no bare varchar: the one place where it becomes string, in what models, contracts and
    data tests say. dbt's own macros do the rest.
#}
{% macro spark_typer(sql) -%}
    {{ return(modules.re.sub("\\bvarchar\\b(?! *\\()", "string", sql)) }}
{%- endmacro %}

{% macro spark__create_table_as(temporary, relation, compiled_code, language="sql") -%}
    {{ return(dbt.spark__create_table_as(
        temporary, relation, spark_typer(compiled_code), language
    )) }}
{%- endmacro %}

{% macro spark__create_view_as(relation, sql) -%}
    {{ return(dbt.spark__create_view_as(relation, spark_typer(sql))) }}
{%- endmacro %}

{% macro spark__get_empty_schema_sql(columns) -%}
    {{ return(spark_typer(dbt.default__get_empty_schema_sql(columns))) }}
{%- endmacro %}

{% macro spark__get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) -%}
    {{ return(dbt.default__get_test_sql(
        spark_typer(main_sql), fail_calc, warn_if, error_if, limit
    )) }}
{%- endmacro %}
