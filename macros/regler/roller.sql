{#
    The roles that a question can have in a rule, in the order of the columns. A role holds the
    class of the answer; null: not answered; 'ogiltigt': answered, but the answer was refused.
#}
{% macro roller() -%}
    {{ return([
        "bas", "uppfoljning", "innehall_a", "innehall_b", "metod_freda_beskrivning",
        "metod_freda_farlighet", "metod_sara_sv", "metod_patriark", "metod_annan", "kon", "anvant"
    ]) }}
{%- endmacro %}

{# Whether the answer of a role is missing: not answered, or answered with a refused answer. #}
{% macro saknas(svar) -%}
    ({{ svar }} is null or {{ svar }} = 'ogiltigt')
{%- endmacro %}
