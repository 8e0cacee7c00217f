{# A shim for an engine that it has no form for stops: a guess gives other figures. #}
{% macro utan_shim(namn) -%}
    {{ exceptions.raise_compiler_error(
        namn ~ " means something else in each engine, and has no form for " ~ target.type
        ~ ": write the macro " ~ target.type ~ "__" ~ namn ~ " in macros/engine, and run"
        ~ " dbt test --select varje_motor_raknar_lika."
    ) }}
{%- endmacro %}
