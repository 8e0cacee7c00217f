{#
    What the comparisons over time need. All arguments are expressions over columns; counts are
    integers to the last step. (Method, section 6.)
#}

{# The weaker of two classes of comparability: ej before delvis before direkt; empty is direkt. #}
{% macro svagaste_klass(ena, andra) -%}
    case
        when 'ej' in ({{ ena }}, {{ andra }}) then 'ej'
        when 'delvis' in ({{ ena }}, {{ andra }}) then 'delvis'
        else 'direkt'
    end
{%- endmacro %}

{# An integer with room for the product of many counts. #}
{% macro stort_heltal(tal) -%}
    {{ return(adapter.dispatch("stort_heltal")(tal)) }}
{%- endmacro %}

{% macro default__stort_heltal(tal) -%}
    cast({{ tal }} as decimal(38, 0))
{%- endmacro %}

{% macro duckdb__stort_heltal(tal) -%}
    cast({{ tal }} as hugeint)
{%- endmacro %}

{# Integer division of large integers that are not negative; the denominator is not 0. #}
{% macro stor_heltalsdivision(taljare, namnare) -%}
    {{ return(adapter.dispatch("stor_heltalsdivision")(taljare, namnare)) }}
{%- endmacro %}

{% macro default__stor_heltalsdivision(taljare, namnare) -%}
    div({{ taljare }}, {{ namnare }})
{%- endmacro %}

{% macro duckdb__stor_heltalsdivision(taljare, namnare) -%}
    (({{ taljare }}) // ({{ namnare }}))
{%- endmacro %}

{% macro spark__stor_heltalsdivision(taljare, namnare) -%}
    floor(({{ taljare }}) / ({{ namnare }}))
{%- endmacro %}

{#
    A common denominator of several: the smallest where the database can find it, else the product.
    `namnare`: a list of large integers, not negative; 0 when one of them is.
#}
{% macro gemensam_namnare(namnare) -%}
    {{ return(adapter.dispatch("gemensam_namnare")(namnare)) }}
{%- endmacro %}

{% macro default__gemensam_namnare(namnare) -%}
    {{ "lcm(" * (namnare | length - 1) }}{{ namnare[0] }}
    {%- for ytterligare in namnare[1:] %}, {{ ytterligare }}){% endfor %}
{%- endmacro %}

{% macro spark__gemensam_namnare(namnare) -%}
    {{ namnare | join(" * ") }}
{%- endmacro %}

{#
    A numerator (or the denominator itself) as a bigint, which every reader of the warehouse knows;
    null when the denominator is so large that it might not. A part of a split is at most twice its
    denominator in size.
#}
{% macro litet_heltal(taljare, namnare) -%}
    case when {{ namnare }} <= 4611686018427387903 then cast({{ taljare }} as bigint) end
{%- endmacro %}

{#
    A difference of shares in tenths of percentage points, a large integer: the exact fraction
    rounded half up on its size, so that a fall is the rise with the sign turned: 1/40 is 25,
    -1/400 is -3. `namnare` is positive.
#}
{% macro tiondels_procentenheter(taljare, namnare) -%}
    (
        case when {{ taljare }} < 0 then -1 else 1 end
        * {{ stor_heltalsdivision(
            stort_heltal("2000") ~ " * abs(" ~ taljare ~ ") + (" ~ namnare ~ ")",
            "2 * (" ~ namnare ~ ")"
        ) }}
    )
{%- endmacro %}

{# Tenths as a decimal with one place. #}
{% macro fran_tiondelar(tiondelar) -%}
    cast(cast({{ tiondelar }} as decimal(6, 1)) * 0.1 as decimal(5, 1))
{%- endmacro %}

{# A difference of shares in percentage points with one decimal; see tiondels_procentenheter. #}
{% macro procentenheter(taljare, namnare) -%}
    {{ fran_tiondelar(tiondels_procentenheter(taljare, namnare)) }}
{%- endmacro %}

{#
    Followed up within 24 months, from two years of answers with windows of 12: the windows tile.
    Returns the outcome, 'obestamd' when the missing answers could give ja as well as nej, or null
    when the base of the year itself is missing.
    `bas`, `uppfoljning`: classes of the year's answers; `forra_bas`, `forra_uppfoljning`: of the
    year before, missing also where there was no such year or unit. Assumes that the agreement is
    the same both years.
#}
{% macro uppfoljd_inom_24_manader(bas, uppfoljning, forra_bas, forra_uppfoljning) -%}
    case
        when {{ bas }} = 'behovs_inte' then 'ja'
        when {{ bas }} = 'omradet_finns_inte' then 'ej_aktuellt'
        when {{ bas }} = 'nej' then 'nej'
        when {{ saknas(bas) }} then null
        when {{ uppfoljning }} in ('ja', 'nyligen') then 'ja'
        when {{ forra_bas }} = 'ja' and {{ forra_uppfoljning }} in ('ja', 'nyligen') then 'ja'
        when {{ saknas(uppfoljning) }} then 'obestamd'
        -- not followed up this year: it turns on the year before
        when {{ forra_uppfoljning }} = 'nej' then 'nej'
        when not {{ saknas(forra_bas) }} and {{ forra_bas }} <> 'ja' then 'nej'
        else 'obestamd'
    end
{%- endmacro %}

{#
    The largest remainder: parts of a whole in whole tenths, so that they add up to it. `del` is the
    name of a part with the columns <del>_taljare (over `namnare`), <del>_rest and <del>_golv.
#}

{# What is left of a part when it is rounded down to tenths, over the denominator; not negative. #}
{% macro rest_av_del(del, namnare) -%}
    mod(mod(1000 * {{ del }}_taljare, {{ namnare }}) + {{ namnare }}, {{ namnare }})
{%- endmacro %}

{# A part rounded down to tenths: an exact division, since the remainder is taken away first. #}
{% macro golv_av_del(del, namnare) -%}
    {{ stor_heltalsdivision("1000 * " ~ del ~ "_taljare - " ~ del ~ "_rest", namnare) }}
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

{#
    A slope in percentage points a year with two decimals, rounded half up on its size.
    `taljare` is in millionths, `namnare` is positive; both are integers.
#}
{% macro lutning_procentenheter(taljare, namnare) -%}
    cast(
        case when {{ taljare }} < 0 then -1 else 1 end
        * cast({{ heltalsdivision(
            "2 * abs(" ~ taljare ~ ") + 100 * " ~ namnare, "200 * " ~ namnare
        ) }} as decimal(7, 2)) * 0.01 as decimal(5, 2)
    )
{%- endmacro %}
