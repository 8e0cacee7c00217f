{#
    The classes of a result's answers to its base question and its follow-up, as the columns bas and
    uppfoljning; null where the answer means missing. An aggregate over `svar`, a relation with roll,
    svarsklass and svar_kod (int_svar__per_roll).
#}
{% macro bas_och_uppfoljning(svar) -%}
    max(case
        when {{ svar }}.roll = 'bas' and {{ svar }}.svar_kod > 0
            then {{ svar }}.svarsklass
    end) as bas,
    max(case
        when {{ svar }}.roll = 'uppfoljning' and {{ svar }}.svar_kod > 0
            then {{ svar }}.svarsklass
    end) as uppfoljning
{%- endmacro %}
