-- One row is one value of a coded column, with its words in Swedish and in English: kolumn × kod.

{% set etiketter = [
    ("utfall", "utfall", "utfall", "utfall_text"),
    ("orsak_kod", "orsak", "orsak_kod", "orsak_text"),
    ("belagg", "belagg", "belagg", "belagg_text"),
    ("jamforbarhet", "jamforbarhet_klass", "klass", "klass_text"),
    ("text_belagg", "text_belagg", "text_belagg", "text_belagg_text"),
    ("omrade_kod", "verksamhetsomrade", "omrade_kod", "omrade_namn"),
    ("delfraga_kod", "delfraga", "delfraga_kod", "delfraga_namn"),
    ("gruppindelning", "gruppindelning", "gruppindelning", "gruppindelning_namn"),
    ("enhet_typ", "enhet_typ", "enhet_typ", "enhet_typ_namn"),
    ("indikator_typ", "indikator_typ", "indikator_typ", "indikator_typ_namn"),
    ("status", "indikator_status", "status", "status_text"),
    ("regel_id", "regel", "regel_id", "regel_namn"),
    ("svarsklass", "svarsklass", "svarsklass", "svarsklass_text"),
] -%}

with etikett as (

    {% for kolumn, seed, kod, text in etiketter -%}
    select
        '{{ kolumn }}' as kolumn,
        {{ kod }} as kod,
        {{ "belagg_kort" if kolumn == "belagg" else "cast(null as varchar)" }} as kort_sv,
        {{ text }} as text_sv,
        {{ text }}_en as text_en
    from {{ ref(seed) }}

    union all

    {% endfor -%}
    select
        'jamforbarhet_belagg' as kolumn,
        belagg as kod,
        belagg_kort as kort_sv,
        jamforbarhet_text as text_sv,
        jamforbarhet_text_en as text_en
    from {{ ref("belagg") }}
    where jamforbarhet_text is not null

),

final as (

    select
        kolumn,
        kod,
        kort_sv,
        text_sv,
        text_en
    from etikett

)

select * from final
