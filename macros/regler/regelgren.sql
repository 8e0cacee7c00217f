{#
    The branch of the row's rule. Needs the column `regel_id`, `bas_har_utvag` and the columns of
    `roller()`. The composite rules have a macro of their own, since they judge indicators.
#}
{% macro regelgren() -%}
    case regel_id
        when 'ja' then {{ regel_ja("bas") }}
        when 'ja_uppfoljning'
            then {{ regel_ja_uppfoljning("bas", "uppfoljning", "bas_har_utvag") }}
        when 'samlad_plan'
            then {{ regel_samlad_plan("bas", "innehall_a", "innehall_b", "uppfoljning") }}
        when 'namngiven_metod' then {{ regel_namngiven_metod("bas") }}
        when 'minst_en_metod'
            then {{ regel_minst_en_metod(
                "metod_freda_beskrivning", "metod_freda_farlighet", "metod_sara_sv",
                "metod_patriark", "metod_annan"
            ) }}
        when 'anvant_resultat' then {{ regel_anvant_resultat("bas", "anvant") }}
        when 'uppdelat_pa_kon' then {{ regel_uppdelat_pa_kon("bas", "kon") }}
        when 'anvant_resultat_kon'
            then {{ regel_anvant_resultat_kon("bas", "kon", "anvant") }}
    end
{%- endmacro %}
