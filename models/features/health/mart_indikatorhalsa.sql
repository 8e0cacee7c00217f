-- One row is one indicator asked in one year: whether it still tells units apart, how it moves,
-- what it costs and what it follows; and a sentence of what these figures show.

with matt as (

    select * from {{ ref("int_indikatorhalsa__matt") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

orsak as (

    select * from {{ ref("orsak") }}

),

tecken as (

    select
        matar,
        indikator_id,
        cast(count(*) as integer) as tecken_antal,
        -- concat_ws leaves out the signs that are not there
        concat_ws(
            ' '
            {%- for ordning in range(1, 10) %},
            max(case when ordning = {{ ordning }} then tecken_text end)
            {%- endfor %}
        ) as tecken_text
    from {{ ref("int_indikatorhalsa__tecken") }}
    group by matar, indikator_id

),

final as (

    select
        matt.matar,
        matt.indikator_id,
        indikator.kortnamn as indikator_namn,
        matt.enheter_antal,
        matt.namnare_antal,
        matt.ja_antal,
        matt.andel_procent,
        matt.orsak_kod,
        matt.lan_antal,
        matt.lan_lagsta_procent,
        matt.lan_hogsta_procent,
        matt.lan_spridning_procentenheter,
        matt.storleksgrupp_spridning_procentenheter,
        matt.skr_spridning_procentenheter,
        matt.jamforbarhet,
        matt.svarade_bada_antal,
        matt.byte_antal,
        matt.byte_procent,
        matt.netto_ja_antal,
        matt.byte_orsak_kod,
        matt.bortfall_antal,
        matt.bortfall_procent,
        matt.fraga_antal,
        matt.egen_fraga_antal,
        matt.foljer_indikator_id,
        foljer.kortnamn as foljer_indikator_namn,
        matt.foljer_enheter_antal,
        matt.foljer_lika_antal,
        matt.foljer_lika_procent,
        matt.foljer_over_slump_procent,
        matt.foljer_delar_fraga,
        matt.foljer_orsak_kod,
        case when matt.andel_procent is not null then coalesce(tecken.tecken_antal, 0) end
            as tecken_antal,
        case
            when matt.markning is not null then 'Ur syntetiska exempeldata: '
            else ''
        end
        || case
            when matt.andel_procent is null then 'Kan inte bedömas. ' || orsak.orsak_text
            when tecken.tecken_antal is null
                then
                    'Inga varningstecken. ' || cast(matt.andel_procent as varchar)
                    || ' procent har ja'
                    || coalesce(
                        ', länen skiljer '
                        || cast(matt.lan_spridning_procentenheter as varchar)
                        || ' procentenheter', ''
                    )
                    || coalesce(
                        ', ' || {{ tal_text("matt.byte_procent") }}
                        || ' procent bytte utfall sedan året före', ''
                    )
                    || ' och bortfallet är ' || {{ tal_text("matt.bortfall_procent") }}
                    || ' procent.'
            else tecken.tecken_text
        end as bedomning_text,
        matt.markning
    from matt
    inner join indikator
        on matt.indikator_id = indikator.indikator_id
    left join indikator as foljer
        on matt.foljer_indikator_id = foljer.indikator_id
    left join orsak
        on matt.orsak_kod = orsak.orsak_kod
    left join tecken
        on
            matt.matar = tecken.matar
            and matt.indikator_id = tecken.indikator_id

)

select * from final
