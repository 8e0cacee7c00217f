-- One row is one of Kolada's values in force, with the computed side and the reason when one of the
-- sides is missing.

with kolada as (

    select * from {{ ref("int_kolada__gallande") }}

),

indikator as (

    select * from {{ ref("int_kolada__indikator") }}

),

status as (

    select
        indikator_id,
        orsak_kod
    from {{ ref("dim_indikator") }}

),

kommun as (

    select * from {{ ref("dim_kommun") }}

),

beraknat as (

    select * from {{ ref("int_kolada__beraknat") }}

),

stad as (

    select * from {{ ref("fct_gruppvarde") }}
    where gruppindelning = 'storstad'

),

tal_indikator as (

    select indikator_id
    from {{ ref("tal_indikator") }}

),

tal as (

    -- counts per 10 000; a city as Kolada has it, the mean of its parts' rates
    select
        fct_enhetsvarde.*,
        enhet.enhet_kod is null as ar_stad
    from {{ ref("fct_enhetsvarde") }} as fct_enhetsvarde
    left join {{ ref("dim_enhet") }} as enhet
        on fct_enhetsvarde.enhet_kod = enhet.enhet_kod

),

skalvarde as (

    select * from {{ ref("kolada_skalvarde") }}

),

landning as (

    select distinct matar
    from {{ ref("int_enhet__ram") }}

),

final as (

    select
        kolada.matar,
        kolada.kolada_id || ' ' || kolada.kommun_kod || ' ' || kolada.kon as publicerad_nyckel,
        kommun.kommun_kod,
        indikator.indikator_id,
        kolada.kolada_id,
        kolada.kon,
        -- what is hidden here is not told by what stands beside it; a city's is its parts' mean
        case
            when tal.matar is null then kolada.varde
            when tal.ar_stad and tal.varde_lasning_b is null then null
            when tal.antal is not null and kolada.kon = 'T' then kolada.varde
            when tal.orsak_kod = 'ej_rapporterad' then kolada.varde
        end as publicerat_varde,
        cast(null as varchar) as publicerat_text,  -- a status is text in a file that was received
        skalvarde.utfall as publicerat_utfall,
        beraknat.utfall as beraknat_utfall,
        beraknat.skalvarde_summa,
        coalesce(tal.antal, beraknat.ja_antal) as beraknat_taljare_antal,
        case when tal.matar is not null then tal.namnare_antal else beraknat.namnare_antal end
            as beraknat_namnare_antal,
        beraknat.enheter_antal,
        case
            when tal.ar_stad then cast(10 * tal.varde_lasning_b as integer)
            else tal.antal
        end as tal_taljare,
        case when tal.ar_stad then 10 else tal.namnare_antal end as tal_namnare,
        case when tal.ar_stad then 1 else 10000 end as tal_faktor,
        tal_indikator.indikator_id is not null as ar_tal,
        indikator.hogsta_skalvarde,
        case
            when indikator.indikator_id is null then 'okand_indikator'
            when kommun.kommun_kod is null then 'ingen_kommun'
            when kolada.kon <> 'T' then 'konsuppdelat'
            when kolada.vardeklass = 'borttagen' then 'publicerat_borttaget'
            when
                kolada.vardeklass <> 'varde'
                and not coalesce({{ giltig_matar(
                    "kolada.matar",
                    "coalesce(indikator.giltig_fran_matar, kolada.matar)",
                    "indikator.giltig_till_matar"
                ) }}, true)
                then 'serien_avslutad'
            when kolada.vardeklass = 'saknas_status' then 'publicerat_med_status'
            when kolada.vardeklass = 'saknas_null' then 'publicerat_saknas'
            when status.orsak_kod is not null then status.orsak_kod
            when tal_indikator.indikator_id is not null
                then case
                        when tal.matar is null then 'ej_i_landningen'
                        when tal.ar_stad and tal.orsak_kod is null and tal.varde_lasning_b is null
                            then 'skyddad'
                        else tal.orsak_kod
                    end
            when not kolada.varde between 0 and indikator.hogsta_skalvarde then 'utanfor_skalan'
            when landning.matar is null then 'ej_i_landningen'
            when beraknat.kolada_id is null then 'ej_insamlad'
            when stad.indikator_id is not null then stad.orsak_kod
            when beraknat.orsak_kod is not null then beraknat.orsak_kod
            when beraknat.namnare_antal = 0 then 'ej_aktuellt'
        end as orsak_kod
    from kolada
    left join indikator
        on kolada.kolada_id = indikator.kolada_id
    left join status
        on indikator.indikator_id = status.indikator_id
    left join kommun
        on kolada.kommun_kod = kommun.kommun_kod
    left join landning
        on kolada.matar = landning.matar
    left join tal_indikator
        on indikator.indikator_id = tal_indikator.indikator_id
    left join tal
        on
            tal_indikator.indikator_id = tal.indikator_id
            and kolada.matar = tal.matar
            and kommun.kommun_kod = tal.enhet_kod
    left join beraknat
        on
            kolada.kolada_id = beraknat.kolada_id
            and kolada.kommun_kod = beraknat.kommun_kod
            and kolada.matar = beraknat.matar
            and kolada.kon = beraknat.kon
    left join stad
        on
            kolada.matar = stad.matar
            and kolada.kommun_kod = stad.grupp_kod
            and indikator.indikator_id = stad.indikator_id
    left join skalvarde
        on
            indikator.kolada_skala = skalvarde.kolada_skala
            and kolada.varde = skalvarde.varde

)

select * from final
