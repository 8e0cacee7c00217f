-- One row is one question × area × item that a unit was asked in one year, and whether it has an
-- answer. A follow-up is asked when its base has the answer that opens it; a question behind an
-- opening question unless that says Nej. Open answers are asked of nobody: no indicator needs them.

with ram as (

    select
        matar,
        enhet_kod
    from {{ ref("int_enhet__ram") }}

),

fraga_per_ar as (

    select * from {{ ref("int_fraga__per_ar") }}
    where ar_fri_text = 0

),

fraga as (

    select * from {{ ref("fraga") }}

),

svar as (

    -- "Kan inte svara" is an answer here: nobody is to be asked again
    select * from {{ ref("int_svar__gallande") }}
    where svarsklass <> 'ogiltigt'

),

ikryssad as (

    select
        matar,
        enhet_kod,
        fraga_kod,
        omrade_kod,
        count(*) as svar_antal
    from svar
    group by matar, enhet_kod, fraga_kod, omrade_kod

),

oppning as (

    select
        svar.matar,
        svar.enhet_kod,
        svar.omrade_kod,
        svar.svarsklass
    from svar
    inner join fraga
        on svar.fraga_kod = fraga.fraga_kod
    where fraga.enkatdel = 'oppning'

),

stalld as (

    select
        ram.matar,
        ram.enhet_kod,
        fraga_per_ar.fraga_kod,
        fraga_per_ar.omrade_kod,
        fraga_per_ar.delfraga_kod,
        case
            when fraga_per_ar.omrade_kod <> '' then fraga_per_ar.omrade_kod
            else coalesce(fraga_per_ar.oppnas_av_omrade_kod, '')
        end as redovisas_i_omrade_kod,
        fraga_per_ar.ar_kryssfraga
    from ram
    inner join fraga_per_ar
        on ram.matar = fraga_per_ar.matar
    inner join fraga
        on fraga_per_ar.fraga_kod = fraga.fraga_kod
    left join oppning
        on
            ram.matar = oppning.matar
            and ram.enhet_kod = oppning.enhet_kod
            and fraga_per_ar.oppnas_av_omrade_kod = oppning.omrade_kod
    -- the base has the follow-up's area, and its item where the base has items
    left join svar as bas
        on
            ram.matar = bas.matar
            and ram.enhet_kod = bas.enhet_kod
            and fraga.bas_fraga_kod = bas.fraga_kod
            and fraga_per_ar.omrade_kod = bas.omrade_kod
            and bas.delfraga_kod in (fraga_per_ar.delfraga_kod, '')
    where
        coalesce(oppning.svarsklass, 'ja') <> 'nej'
        and (fraga.bas_fraga_kod is null or bas.svarsklass = fraga.bas_svarsklass)

),

final as (

    select
        stalld.matar,
        stalld.enhet_kod,
        stalld.fraga_kod,
        stalld.omrade_kod,
        stalld.delfraga_kod,
        stalld.redovisas_i_omrade_kod,
        -- a box left out is not ticked when any box of the question was answered
        svar.svarsklass is not null
        or (stalld.ar_kryssfraga = 1 and ikryssad.svar_antal is not null) as har_svar
    from stalld
    left join svar
        on
            stalld.matar = svar.matar
            and stalld.enhet_kod = svar.enhet_kod
            and stalld.fraga_kod = svar.fraga_kod
            and stalld.omrade_kod = svar.omrade_kod
            and stalld.delfraga_kod = svar.delfraga_kod
    left join ikryssad
        on
            stalld.matar = ikryssad.matar
            and stalld.enhet_kod = ikryssad.enhet_kod
            and stalld.fraga_kod = ikryssad.fraga_kod
            and stalld.omrade_kod = ikryssad.omrade_kod

)

select * from final
