-- One row is one ja that a follow-up question carries and that is nej at the next survey unless
-- something is followed up before: matar × enhet × indikator, composites left out.

with bedomt as (

    -- the ja that a follow-up question carries; the branches have the same names in every rule
    select
        matar,
        enhet_kod,
        indikator_id,
        regel_id,
        case gren_id when 'nyligen' then 'nyligen' else 'uppfoljning' end as grund_kod
    from {{ ref("int_utfall__bedomt") }}
    where gren_id in ('nyligen', 'uppfoljd')

),

fraga_per_ar as (

    select * from {{ ref("int_fraga__per_ar") }}

),

nasta_fraga as (

    -- the follow-up question of the next year, also when that year is not among the survey years
    select
        matar.matar,
        matar.matar + 1 as nasta_matar,
        roll.indikator_id,
        indikator_regel.regel_id,
        roll.fraga_kod,
        coalesce(roll.omrade_kod, '') as omrade_kod,
        coalesce(roll.delfraga_kod, '') as delfraga_kod,
        fraga_version.fonster_manader,
        {{ fonster_ar("matar.matar + 1", "fraga_version.fonster_manader") }} as fonster_ar
    from {{ ref("matar") }} as matar
    inner join {{ ref("indikator_roll") }} as roll
        on
            roll.roll = 'uppfoljning'
            and {{ giltig_matar(
                "matar.matar + 1", "roll.giltig_fran_matar", "roll.giltig_till_matar"
            ) }}
    inner join {{ ref("indikator_regel") }} as indikator_regel
        on
            roll.indikator_id = indikator_regel.indikator_id
            and {{ giltig_matar(
                "matar.matar + 1",
                "indikator_regel.giltig_fran_matar",
                "indikator_regel.giltig_till_matar"
            ) }}
    inner join {{ ref("fraga_version") }} as fraga_version
        on
            roll.fraga_kod = fraga_version.fraga_kod
            and {{ giltig_matar(
                "matar.matar + 1",
                "fraga_version.giltig_fran_matar",
                "fraga_version.giltig_till_matar"
            ) }}

),

jamforbarhet as (

    select * from {{ ref("dim_jamforbarhet") }}

),

kvar_i_ramen as (

    -- units that answer the next survey too; of a year not yet known, those without an end
    select
        ram.matar,
        ram.enhet_kod
    from {{ ref("int_enhet__ram") }} as ram
    inner join {{ ref("enhet") }} as enhet
        on ram.enhet_kod = enhet.enhet_kod
    left join {{ ref("matar") }} as nasta
        on ram.matar + 1 = nasta.matar
    where enhet.giltig_till is null or enhet.giltig_till >= nasta.matdatum

),

tidigare_svar as (

    select
        svar.matar,
        svar.enhet_kod,
        svar.indikator_id,
        {{ bas_och_uppfoljning("svar") }}
    from {{ ref("int_svar__per_roll") }} as svar
    group by svar.matar, svar.enhet_kod, svar.indikator_id

),

-- The survey on the first day of next year's window settles what it can: what it says was done lies
-- before that window.
vilar_pa as (

    select
        bedomt.matar,
        nasta_fraga.nasta_matar,
        bedomt.enhet_kod,
        bedomt.indikator_id,
        bedomt.grund_kod,
        nasta_fraga.fraga_kod,
        nasta_fraga.omrade_kod,
        nasta_fraga.delfraga_kod,
        fraga_per_ar.fonster_manader,
        nasta_fraga.fonster_manader as nasta_fonster_manader,
        nasta_fraga.fonster_ar as nasta_fonster_ar,
        case when {{ saknas("tidigare_svar.bas") }} then null else tidigare_svar.bas end
            as tidigare_bas,
        -- of use only where its window leaves no gap after the beginning of this year's
        case
            when
                not {{ saknas("tidigare_svar.uppfoljning") }}
                and tidigare_fraga.fonster_ar <= fraga_per_ar.fonster_ar
                then tidigare_svar.uppfoljning
        end as tidigare_uppfoljning
    from bedomt
    inner join kvar_i_ramen
        on
            bedomt.matar = kvar_i_ramen.matar
            and bedomt.enhet_kod = kvar_i_ramen.enhet_kod
    inner join nasta_fraga
        on
            bedomt.matar = nasta_fraga.matar
            and bedomt.indikator_id = nasta_fraga.indikator_id
            and bedomt.regel_id = nasta_fraga.regel_id
    inner join fraga_per_ar
        on
            bedomt.matar = fraga_per_ar.matar
            and nasta_fraga.fraga_kod = fraga_per_ar.fraga_kod
            and nasta_fraga.omrade_kod = fraga_per_ar.omrade_kod
            and nasta_fraga.delfraga_kod = fraga_per_ar.delfraga_kod
    left join jamforbarhet
        on
            bedomt.matar = jamforbarhet.fran_matar
            and bedomt.indikator_id = jamforbarhet.indikator_id
    left join tidigare_svar
        on
            nasta_fraga.fonster_ar = tidigare_svar.matar
            and bedomt.matar > tidigare_svar.matar
            and bedomt.enhet_kod = tidigare_svar.enhet_kod
            and bedomt.indikator_id = tidigare_svar.indikator_id
    left join fraga_per_ar as tidigare_fraga
        on
            nasta_fraga.fonster_ar = tidigare_fraga.matar
            and nasta_fraga.fraga_kod = tidigare_fraga.fraga_kod
            and nasta_fraga.omrade_kod = tidigare_fraga.omrade_kod
            and nasta_fraga.delfraga_kod = tidigare_fraga.delfraga_kod
    where
        -- next year's window opens later than this year's
        nasta_fraga.fonster_ar > fraga_per_ar.fonster_ar
        and coalesce(jamforbarhet.klass, 'direkt') <> 'ej'

),

provat as (

    select
        *,
        case
            when nasta_fonster_ar >= matar then 'fonstret_borjar_efter_svaret'
            -- there was nothing to follow up then: what was done lies within next year's window
            when tidigare_bas <> 'ja' then null
            -- not followed up, and not new, in all of the time that next year's window leaves out
            when tidigare_uppfoljning = 'nej' then null
            when tidigare_bas is null or tidigare_uppfoljning is null then 'tidigare_svar_saknas'
            when grund_kod = 'nyligen' then 'fanns_fore_fonstret'
            else 'uppfoljd_aven_fore_fonstret'
        end as skal_kod
    from vilar_pa

),

final as (

    select
        matar,
        nasta_matar,
        enhet_kod,
        indikator_id,
        grund_kod,
        skal_kod,
        skal_kod in ('fonstret_borjar_efter_svaret', 'fanns_fore_fonstret') as ar_sakert,
        fraga_kod,
        omrade_kod,
        delfraga_kod,
        case grund_kod when 'nyligen' then 'nyligen' else 'ja' end as svarsklass,
        fonster_manader,
        nasta_fonster_manader,
        nasta_fonster_ar,
        tidigare_bas as tidigare_bas_svarsklass,
        tidigare_uppfoljning as tidigare_svarsklass
    from provat
    where skal_kod is not null

)

select * from final
