{# Schemas are named exactly as configured, without the target's schema as a prefix. A model without
   one gets that of its kind, which its name begins with: folders follow the subject, schemas the reader. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {%- set schema_per_prefix = {
        "stg": "staging", "int": "intermediate", "kva": "kvalitet",
        "dim": "marts", "bridge": "marts", "fct": "marts", "mart": "marts",
    } -%}
    {%- set prefix = node.name.split("_")[0] if node else "" -%}
    {{ custom_schema_name | trim if custom_schema_name else schema_per_prefix.get(prefix, target.schema) }}
{%- endmacro %}
