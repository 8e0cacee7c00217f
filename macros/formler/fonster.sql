{#
    The year in which a question's window opens: the window ends the day before the measurement
    date of `matar` and begins on the measurement date of the year returned. `manader`: the length
    of the window in months; null (no window) gives null. (Method, section 2.)
#}
{% macro fonster_ar(matar, manader) -%}
    {{ matar }} - {{ heltalsdivision(manader, "12") }}
{%- endmacro %}
