{# Stops a run with one clear line when the landing folder holds no delivery. #}
{% macro kontrollera_landning() %}
    {% if execute and flags.WHICH in ("build", "run", "test", "show") %}
        {% set mapp = env_var("OJ_LANDING", "data/example/landing") %}
        {% set antal = run_query(
            "select count(*) from glob('" ~ mapp ~ "/leverans_*.parquet')"
        ).rows[0][0] %}
        {% if antal == 0 %}
            {{ exceptions.raise_compiler_error(
                "No delivery in the landing folder '" ~ mapp ~ "'. Set OJ_LANDING to a folder with "
                ~ "deliveries, or make one: oj intake FILE --landing FOLDER."
            ) }}
        {% endif %}
    {% endif %}
{% endmacro %}
