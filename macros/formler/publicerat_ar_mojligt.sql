{#
    Whether some count of units, 0 to all, gives the published figure; null when the number of units
    is not known. `rad`: a relation with the columns of int_avstamning__samlad and publicerat_fran
    and publicerat_till.
    A whole percent p is possible when some J has p - 0.5 <= 100 J / n < p + 0.5; the smallest J that
    reaches p - 0.5 is tried. A scale value is possible when its sum over the units is an integer, to
    two decimals of the value.
#}
{% macro publicerat_ar_mojligt(rad) -%}
    case
        when {{ rad }}.orsak_kod = 'utanfor_skalan' then false
        when {{ rad }}.enheter_antal is null or {{ rad }}.publicerat_fran is null then null
        when {{ rad }}.matt = 'antal_per_10000' then null
        when {{ rad }}.matt = 'skalvarde' and {{ rad }}.orsak_kod is not null then null
        when {{ rad }}.matt = 'skalvarde'
            then
                200 * abs(
                    round({{ rad }}.publicerat_varde * {{ rad }}.matt_namnare, 0)
                    - {{ rad }}.publicerat_varde * {{ rad }}.matt_namnare
                ) <= {{ rad }}.matt_namnare
        when {{ rad }}.publicerat_taljare_antal is not null
            then
                {{ andel_procent(rad ~ ".publicerat_taljare_antal", rad ~ ".enheter_antal") }}
                = {{ rad }}.publicerat_varde
        else
            200 * {{ heltalsdivision(
                "greatest((2 * cast(" ~ rad ~ ".publicerat_fran as integer) - 1) * "
                ~ rad ~ ".enheter_antal, 0) + 199",
                "200"
            ) }} < (2 * cast({{ rad }}.publicerat_till as integer) + 1) * {{ rad }}.enheter_antal
    end
{%- endmacro %}
