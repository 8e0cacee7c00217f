-- One row is one unit whose count is in the count of a city or group (see int_persons__skydd_cell;
-- enhet_kod is that of int_persons__enhet_tal). Units themselves have none.
{{ config(schema="intern") }}

with medlem as (

    select * from {{ ref("int_persons__medlem") }}
    where ar_med

),

gruppsumma as (

    select * from {{ ref("int_persons__gruppsumma") }}
    where rapporterande_antal > 0

),

final as (

    {% for roll in ["taljare", "namnare"] %}
    select
        medlem.matar,
        gruppsumma.{{ roll }}_tabell as indikator_id,
        gruppsumma.{{ roll }}_gruppindelning as gruppindelning,
        medlem.grupp_kod,
        medlem.kon,
        medlem.cell_kod as enhet_kod
    from medlem
    inner join gruppsumma
        on
            medlem.matar = gruppsumma.matar
            and medlem.gruppindelning = gruppsumma.gruppindelning
            and medlem.grupp_kod = gruppsumma.grupp_kod
            and medlem.indikator_id = gruppsumma.indikator_id
            and medlem.kon = gruppsumma.kon
    where
        gruppsumma.{{ roll }}_tabell in
        (gruppsumma.indikator_id, gruppsumma.indikator_id || '.namnare')
        or gruppsumma.{{ roll }}_gruppindelning like '%_bada'
    {{ "union all" if not loop.last }}
    {% endfor %}

)

select * from final
