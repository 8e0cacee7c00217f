{# Stops a run with one clear line when there is no delivery to build from. #}
{% macro kontrollera_landning() %}
    {{ return(adapter.dispatch("kontrollera_landning")()) }}
{% endmacro %}

{# Elsewhere the deliveries stand in the database, where oj load put them. #}
{% macro default__kontrollera_landning() %}
    {% if execute and flags.WHICH in ("build", "run", "test", "show") %}
        {% if not adapter.get_relation(target.database, "landing", "svar") %}
            {{ exceptions.raise_compiler_error(
                "No deliveries in the database of the target " ~ target.name
                ~ ": docs/motorer.md says how they get there."
            ) }}
        {% endif %}
    {% endif %}
{% endmacro %}

{% macro duckdb__kontrollera_landning() %}
    {% if execute and flags.WHICH in ("build", "run", "test", "show") %}
        {% set mapp = env_var("OJ_LANDING", "data/example/landing") %}
        {% set ordagrant = mapp | replace("[", "[[]") | replace("*", "[*]") | replace("?", "[?]") %}
        {% set antal = run_query(
            "select count(*) from glob('" ~ ordagrant | replace("'", "''")
            ~ "/leverans_*.parquet')"
        ).rows[0][0] %}
        {% if antal == 0 %}
            {{ exceptions.raise_compiler_error(
                "No delivery in the landing folder '" ~ mapp ~ "'. Set OJ_LANDING to a folder with "
                ~ "deliveries, or make one: oj intake FILE --landing FOLDER."
            ) }}
        {% elif flags.WHICH == "run" and not adapter.get_relation(target.database, "metadata", "matar") %}
            {{ exceptions.raise_compiler_error(
                "The database '" ~ target.database ~ "' has no seeds yet, and dbt run does not load them. "
                ~ "Run dbt build instead, or dbt seed first."
            ) }}
        {% endif %}
    {% endif %}
{% endmacro %}
