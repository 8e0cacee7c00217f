{#
    The largest remainder: parts of a whole in whole tenths, so that they add up to it. `del` is the
    name of a part with the columns <del>_taljare (over `namnare`), <del>_rest and <del>_golv.
    (Method, section 6: a change splits exactly.)
#}

{# What is left of a part when it is rounded down to tenths, over the denominator; not negative. #}
{% macro rest_av_del(del, namnare) -%}
    mod(mod(1000 * {{ del }}_taljare, {{ namnare }}) + {{ namnare }}, {{ namnare }})
{%- endmacro %}

{# A part rounded down to tenths: an exact division, since the remainder is taken away first. #}
{% macro golv_av_del(del, namnare) -%}
    {{ heltalsdivision("1000 * " ~ del ~ "_taljare - " ~ del ~ "_rest", namnare) }}
{%- endmacro %}

{#
    A part in tenths: rounded down, and one more for the parts with the largest remainders, as many
    as the whole lacks; equal remainders go in the order of `delar`. `hela`: the whole in tenths.
#}
{% macro avrundad_del(del, delar, hela) -%}
    {{ del }}_golv + case
        when
            {% for andra in delar if andra != del -%}
            case
                when {{ andra }}_rest {{ ">=" if delar.index(andra) < delar.index(del) else ">" }}
                {{ del }}_rest then 1
                else 0
            end{{ " +" if not loop.last }}
            {% endfor -%}
            < {{ hela }} - {{ delar | join("_golv - ") }}_golv
            then 1
        else 0
    end
{%- endmacro %}
