-- One row is one combination of answers of a rule with the branch that decides it, its outcome or
-- reason, and the outcomes that it could still have once the missing answers are there. The rule
-- says what complete answers give; what incomplete ones give follows by going through all the ways
-- to fill them in, the same for every rule. (Method, section 3, decisions 1, 2 and 4.)

with kombination as (

    select * from {{ ref("int_regel__kombination") }}

),

regel_gren as (

    select * from {{ ref("regel_gren") }}

),

har_bas as (

    select regel_id
    from {{ ref("regel_roll") }}
    where roll = 'bas'

),

-- a complete combination is one where no place that the rule has is missing
bedomd as (

    select
        *,
        {{ regelgren() }} as gren_id
    from kombination
    where
        svar not like '%saknas%'
        and svar not like '%ogiltigt%'

),

fullstandig as (

    select
        bedomd.*,
        regel_gren.utfall,
        regel_gren.oavsett_gren_id
    from bedomd
    inner join regel_gren
        on
            bedomd.regel_id = regel_gren.regel_id
            and bedomd.gren_id = regel_gren.gren_id

),

komplettering as (

    -- every way to fill in the missing; `bestamt_svar`: what it holds where nothing was refused
    select
        kombination.regel_variant,
        kombination.svar_kod,
        fullstandig.gren_id,
        fullstandig.utfall,
        fullstandig.oavsett_gren_id,
        concat_ws(
            ' ',
            {{ per_plats(
                "case when kombination.PLATS is distinct from 'ogiltigt' then fullstandig.PLATS end"
            ) }}
        ) as bestamt_svar
    from kombination
    inner join fullstandig
        on
            kombination.regel_variant = fullstandig.regel_variant
            and {{ kompletterar("fullstandig", "kombination") }}

),

med_bestamt_svar as (

    select
        regel_variant,
        svar_kod,
        bestamt_svar
    from komplettering
    group by regel_variant, svar_kod, bestamt_svar
    having min(utfall) <> max(utfall)

),

avgors_av_avvisat as (

    -- the refused answers alone could change the outcome
    select distinct
        regel_variant,
        svar_kod
    from med_bestamt_svar

),

mojligt as (

    select
        regel_variant,
        svar_kod,
        max(case when utfall = 'ja' then 1 else 0 end) as kan_ja,
        max(case when utfall = 'delvis' then 1 else 0 end) as kan_delvis,
        max(case when utfall = 'nej' then 1 else 0 end) as kan_nej,
        max(case when utfall = 'ej_aktuellt' then 1 else 0 end) as kan_ej_aktuellt,
        min(utfall) = max(utfall) as ar_avgjort,
        -- the branch that all the ways share, else the one that is named whatever is missing
        case when min(gren_id) = max(gren_id) then min(gren_id) else max(oavsett_gren_id) end
            as gren_id
    from komplettering
    group by regel_variant, svar_kod

),

orsak as (

    select
        kombination.*,
        mojligt.kan_ja,
        mojligt.kan_delvis,
        mojligt.kan_nej,
        mojligt.kan_ej_aktuellt,
        case when mojligt.ar_avgjort then mojligt.gren_id end as gren_id,
        case
            when mojligt.ar_avgjort then null
            when avgors_av_avvisat.svar_kod is not null then 'ogiltigt_svar'
            when kombination.svar_kod = 0 then 'partiellt_bortfall'
            when har_bas.regel_id is not null and kombination.svar_1 is null
                then 'partiellt_bortfall'
            else 'ofullstandigt_svar'
        end as orsak_kod
    from kombination
    left join mojligt
        on
            kombination.regel_variant = mojligt.regel_variant
            and kombination.svar_kod = mojligt.svar_kod
    left join avgors_av_avvisat
        on
            kombination.regel_variant = avgors_av_avvisat.regel_variant
            and kombination.svar_kod = avgors_av_avvisat.svar_kod
    left join har_bas
        on kombination.regel_id = har_bas.regel_id

),

final as (

    select
        orsak.regel_variant,
        orsak.regel_id,
        orsak.bas_har_utvag,
        orsak.svar_kod,
        orsak.svar,
        {{ per_plats("orsak.PLATS") }},
        regel_gren.gren_id,
        regel_gren.utfall,
        orsak.orsak_kod,
        orsak.kan_ja,
        orsak.kan_delvis,
        orsak.kan_nej,
        orsak.kan_ej_aktuellt
    from orsak
    left join regel_gren
        on
            orsak.regel_id = regel_gren.regel_id
            and (
                orsak.gren_id = regel_gren.gren_id
                or orsak.orsak_kod = regel_gren.orsak_kod
            )

)

select * from final
