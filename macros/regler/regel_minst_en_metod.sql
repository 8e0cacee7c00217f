{#
    Rule `minst_en_metod`: one of the four named methods, or another one that is named. Returns the
    branch of complete answers. The first four arguments are the classes of the named methods, `annan`
    that of "annan" ('ja_utan_namn': Ja without a name). (Method, section 3, decision 3.)
#}
{% macro regel_minst_en_metod(
    freda_beskrivning, freda_farlighet, sara_sv, patriark, annan
) -%}
    case
        when
            'ja' in (
                {{ freda_beskrivning }}, {{ freda_farlighet }}, {{ sara_sv }}, {{ patriark }}
            )
            then 'namngiven_metod'
        when {{ annan }} = 'ja' then 'annan_namngiven'
        when {{ annan }} = 'ja_utan_namn' then 'annan_utan_namn'
        when {{ annan }} = 'nej' then 'ingen_metod'
    end
{%- endmacro %}
