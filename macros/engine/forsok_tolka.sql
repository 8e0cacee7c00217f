{# Text as an integer, or null when it is none. Nothing is rounded: 2017.5 is no year. #}
{% macro forsok_heltal(text) -%}
    {{ return(adapter.dispatch("forsok_heltal")(text)) }}
{%- endmacro %}

{% macro default__forsok_heltal(text) -%}
    case when {{ text }} not like '%.%' then try_cast({{ text }} as integer) end
{%- endmacro %}

{% macro duckdb__forsok_heltal(text) -%}
    case when regexp_full_match({{ text }}, '[0-9]{1,9}') then cast({{ text }} as integer) end
{%- endmacro %}

{% macro postgres__forsok_heltal(text) -%}
    case when {{ text }} ~ '^[0-9]{1,9}$' then ({{ text }})::integer end
{%- endmacro %}

{#
    ISO date or timestamp as a timestamp in UTC, or null when it is none. A time without an offset
    is taken as UTC. The engines also read words such as 'epoch', years of two digits and names of
    time zones, each in its own way: only what has the form of ISO 8601 is tried.
#}
{% macro forsok_tidpunkt(text) -%}
    {{ return(adapter.dispatch("forsok_tidpunkt")(text)) }}
{%- endmacro %}

{% macro default__forsok_tidpunkt(text) -%}
    case when left({{ text }}, 1) between '0' and '9' then try_cast({{ text }} as timestamp) end
{%- endmacro %}

{% macro duckdb__forsok_tidpunkt(text) -%}
    case
        when not regexp_full_match(
            {{ text }},
            '[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9:.]+([zZ]|[+-][0-9]{2}(:?[0-9]{2})?)?)?'
        ) then null
        when regexp_matches({{ text }}, ':.*([zZ]|[+-][0-9]{2}(:?[0-9]{2})?)$')
            then try_cast({{ text }} as timestamptz) at time zone 'UTC'
        else try_cast({{ text }} as timestamp)
    end
{%- endmacro %}

{% macro postgres__forsok_tidpunkt(text) -%}
    case
        when {{ text }} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then ({{ text }})::timestamp
        when {{ text }} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+([zZ]|[+-][0-9]{2}(:?[0-9]{2})?)$'
            then ({{ text }})::timestamptz at time zone 'UTC'
        when {{ text }} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+$' then ({{ text }})::timestamp
    end
{%- endmacro %}
