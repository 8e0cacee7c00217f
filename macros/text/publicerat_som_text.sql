{#
    A published figure in words: the wording of an interval, else the value; 20-25 procent, värdet 1.
    `text`, `varde`, `matt`: expressions; null when neither wording nor value was published.
#}
{% macro publicerat_som_text(text, varde, matt) -%}
    case when {{ matt }} = 'procent' then '' else 'värdet ' end || coalesce(
        {{ text }},
        case
            when {{ varde }} = round({{ varde }}, 0)
                then cast(cast({{ varde }} as integer) as varchar)
            else {{ tal_text("cast(" ~ varde ~ " as decimal(9, 2))") }}
        end
    ) || case when {{ matt }} = 'procent' then ' procent' else '' end
{%- endmacro %}
