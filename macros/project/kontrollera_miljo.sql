{#
    Stops a run with one clear line when the environment names no place, or a database file that
    has the name of a schema: in a file called marts.duckdb every reference to a table of the schema
    marts is ambiguous, for the build and for whoever opens the file.
#}
{% macro kontrollera_miljo() %}
    {% for variabel in ("OJ_DATABASE", "OJ_LANDING", "OJ_KOLADA") %}
        {% if env_var(variabel, "x") | trim == "" %}
            {{ exceptions.raise_compiler_error(
                variabel ~ " is empty: give it a value, or unset it for the default."
            ) }}
        {% endif %}
    {% endfor %}
    {% set scheman = [
        "referens", "metadata", "regler", "facit", "staging", "intermediate", "marts", "kvalitet",
        "intern", "main",
    ] %}
    {% if execute and target.type == "duckdb" and target.database | lower in scheman %}
        {{ exceptions.raise_compiler_error(
            "The database file is named as a schema in it (" ~ target.database
            ~ "): set OJ_DATABASE to another file name, such as lager.duckdb."
        ) }}
    {% endif %}
{% endmacro %}
