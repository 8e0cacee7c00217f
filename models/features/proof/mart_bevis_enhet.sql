-- One row is one result with its proof: unit × indicator × year, the answers that its rule needed,
-- as delivered and as read, where they stood, and the branch that decided, with its sources.

with enhetsutfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

enhet as (

    select * from {{ ref("dim_enhet") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

utfall as (

    select * from {{ ref("utfall") }}

),

orsak as (

    select * from {{ ref("orsak") }}

),

regel_text as (

    select * from {{ ref("int_regel__text") }}

),

indikator_regel as (

    select * from {{ ref("indikator_regel") }}

),

fraga_per_roll as (

    select * from {{ ref("int_bevis__fraga_per_roll") }}

),

svar_per_roll as (

    select * from {{ ref("int_bevis__svar_per_roll") }}

),

klass_per_roll as (

    select * from {{ ref("int_svar__per_roll") }}

),

delar as (

    select * from {{ ref("int_bevis__delar") }}

),

final as (

    select
        enhetsutfall.matar,
        enhetsutfall.enhet_kod,
        enhet.enhet_namn,
        enhetsutfall.indikator_id,
        indikator.namn as indikator_namn,
        enhetsutfall.utfall,
        utfall.utfall_text,
        enhetsutfall.orsak_kod,
        orsak.orsak_text,
        enhetsutfall.ingar_i_taljare,
        enhetsutfall.ingar_i_namnare,
        enhetsutfall.regel_id,
        regel_text.regel_text,
        indikator_regel.belagg as regel_belagg,
        indikator_regel.kalla as regel_kalla,
        enhetsutfall.gren_id,
        gren_text.regel_text as gren_text,
        gren_text.kalla as gren_kalla,
        {{ per_roll(
            "fraga_per_roll.ROLL_fraga, svar_per_roll.ROLL_svar, "
            ~ "klass_per_roll.ROLL as ROLL_klass, svar_per_roll.ROLL_leverans, "
            ~ "svar_per_roll.ROLL_karantan_orsak"
        ) }},
        delar.delar_text,
        enhetsutfall.markning
    from enhetsutfall
    inner join enhet
        on enhetsutfall.enhet_kod = enhet.enhet_kod
    inner join indikator
        on enhetsutfall.indikator_id = indikator.indikator_id
    inner join regel_text
        on
            enhetsutfall.indikator_id = regel_text.indikator_id
            and enhetsutfall.regel_id = regel_text.regel_id
            and regel_text.gren_id is null
    inner join indikator_regel
        on
            enhetsutfall.indikator_id = indikator_regel.indikator_id
            and {{ giltig_matar(
                "enhetsutfall.matar",
                "indikator_regel.giltig_fran_matar",
                "indikator_regel.giltig_till_matar"
            ) }}
    left join regel_text as gren_text
        on
            enhetsutfall.indikator_id = gren_text.indikator_id
            and enhetsutfall.regel_id = gren_text.regel_id
            and enhetsutfall.gren_id = gren_text.gren_id
    left join utfall
        on enhetsutfall.utfall = utfall.utfall
    left join orsak
        on enhetsutfall.orsak_kod = orsak.orsak_kod
    left join fraga_per_roll
        on
            enhetsutfall.matar = fraga_per_roll.matar
            and enhetsutfall.indikator_id = fraga_per_roll.indikator_id
    left join svar_per_roll
        on
            enhetsutfall.matar = svar_per_roll.matar
            and enhetsutfall.enhet_kod = svar_per_roll.enhet_kod
            and enhetsutfall.indikator_id = svar_per_roll.indikator_id
    left join klass_per_roll
        on
            enhetsutfall.matar = klass_per_roll.matar
            and enhetsutfall.enhet_kod = klass_per_roll.enhet_kod
            and enhetsutfall.indikator_id = klass_per_roll.indikator_id
    left join delar
        on
            enhetsutfall.matar = delar.matar
            and enhetsutfall.enhet_kod = delar.enhet_kod
            and enhetsutfall.indikator_id = delar.indikator_id

)

select * from final
