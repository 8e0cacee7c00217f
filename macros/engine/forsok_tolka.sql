{# Text as an integer, or null when it is none. Nothing is rounded: 2017.5 is no year. #}
{% macro forsok_heltal(text) -%}
    {{ return(adapter.dispatch("forsok_heltal")(text)) }}
{%- endmacro %}

{% macro default__forsok_heltal(text) -%}
    {{ utan_shim("forsok_heltal") }}
{%- endmacro %}

{% macro duckdb__forsok_heltal(text) -%}
    case when regexp_full_match({{ text }}, '[0-9]{1,9}') then cast({{ text }} as integer) end
{%- endmacro %}

{% macro postgres__forsok_heltal(text) -%}
    case when {{ text }} ~ '^[0-9]{1,9}$' then cast({{ text }} as integer) end
{%- endmacro %}

{% macro spark__forsok_heltal(text) -%}
    case when {{ text }} rlike r'\A[0-9]{1,9}\z' then cast({{ text }} as integer) end
{%- endmacro %}

{#
    ISO date or timestamp as a timestamp in UTC, or null when it is none. A time without an offset
    is taken as UTC. The engines also read words such as 'epoch', years of two digits and names of
    time zones, each in its own way, and one of them stops at a day that does not exist: only what
    iso_monster() knows is read.
#}
{% macro forsok_tidpunkt(text) -%}
    {{ return(adapter.dispatch("forsok_tidpunkt")(text)) }}
{%- endmacro %}

{% macro default__forsok_tidpunkt(text) -%}
    {{ utan_shim("forsok_tidpunkt") }}
{%- endmacro %}

{% macro duckdb__forsok_tidpunkt(text) -%}
    {%- set monster = iso_monster() -%}
    case
        when not regexp_full_match({{ text }}, '{{ monster.dag }}({{ monster.tid }})?') then null
        when regexp_matches({{ text }}, ':.*{{ monster.forskjutning }}$')
            then try_cast(upper({{ text }}) as timestamptz) at time zone 'UTC'
        else try_cast({{ text }} as timestamp)
    end
{%- endmacro %}

{# Decimals of a second past six are dropped, as elsewhere, where PostgreSQL would round. #}
{% macro postgres__forsok_tidpunkt(text) -%}
    {%- set monster = iso_monster() -%}
    {%- set sex_decimaler = "regexp_replace(" ~ text ~ ", '([.][0-9]{6})[0-9]+', '\\1')" -%}
    case
        when {{ text }} !~ '^{{ monster.dag }}({{ monster.tid }})?$' then null
        when {{ text }} ~ ':.*{{ monster.forskjutning }}$'
            then cast({{ sex_decimaler }} as timestamptz) at time zone 'UTC'
        else cast({{ sex_decimaler }} as timestamp)
    end
{%- endmacro %}

{# The session is in UTC (tools/engines/spark.py): a timestamp is a moment there. Seconds are added:
   without them no offset is read. #}
{% macro spark__forsok_tidpunkt(text) -%}
    {%- set monster = iso_monster() -%}
    case
        when {{ text }} rlike r'\A{{ monster.dag }}({{ monster.tid }})?\z'
            then try_cast(
                regexp_replace(upper({{ text }}), r'^([^:]*:[0-9]{2})([Z+-]|$)', r'$1:00$2')
                as timestamp
            )
    end
{%- endmacro %}

{#
    Regular expressions of a day that exists and of a time of day with its offset, in ISO 8601, such
    as every engine reads alike: `dag`, `tid`, `forskjutning`.
#}
{% macro iso_monster() -%}
    {%- set skottar = "[1-9][0-9](0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26])00" -%}
    {%- set manad_och_dag = [
        "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])", "(0[469]|11)-(0[1-9]|[12][0-9]|30)",
        "02-(0[1-9]|1[0-9]|2[0-8])",
    ] | join("|") -%}
    {%- set forskjutning = "([zZ]|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)" -%}
    {{ return({
        "dag": "([1-9][0-9]{3}-(" ~ manad_och_dag ~ ")|(" ~ skottar ~ ")-02-29)",
        "tid": "[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?" ~ forskjutning ~ "?",
        "forskjutning": forskjutning,
    }) }}
{%- endmacro %}
