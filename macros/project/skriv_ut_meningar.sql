{#
    After a run, prints the sentences of the data tests that failed: a test of ours returns the
    column `mening`, a sentence that says what is wrong and where. At most ten a test.
#}
{% macro skriv_ut_meningar(results) %}
    {% if execute %}
        {% for result in results if result.node.resource_type == "test" and result.status == "fail"
           and "mening" in (result.node.compiled_code or "") %}
            {% set rader = run_query(
                "select mening from (" ~ result.node.compiled_code ~ ") as fel order by mening limit 10"
            ) %}
            {% for rad in rader.rows %}
                {% do log("  " ~ result.node.name ~ ": " ~ rad[0], info=True) %}
            {% endfor %}
        {% endfor %}
    {% endif %}
{% endmacro %}
