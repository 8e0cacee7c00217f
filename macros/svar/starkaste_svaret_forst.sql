{#
    The order of the answers to one question, the strongest first: the last submitted, then the last
    delivered, then one with a free text, then the last in the file. For `order by`; `svar`: a relation
    with the columns of int_svar__granskat.
#}
{% macro starkaste_svaret_forst(svar) -%}
    case when {{ svar }}.inlamnad is null then 1 else 0 end,
    {{ svar }}.inlamnad desc,
    {{ svar }}.leverans_nr desc,
    case when {{ svar }}.fritext <> '' then 0 else 1 end,
    {{ svar }}.rad_nr desc,
    {{ svar }}.kolumn desc
{%- endmacro %}
