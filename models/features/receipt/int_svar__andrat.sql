-- One row is one answer in force whose class is another than in the unit's previous mätår, the last
-- one before it for which the unit has any answer. Years apart may have other windows: see the
-- comparability of indicators before anything is concluded.

{{ config(materialized="view" if target.type == "duckdb" else "table") }}

with svar as (

    select * from {{ ref("int_svar__gallande") }}
    where ar_besvarad

),

svarsklass as (

    select * from {{ ref("svarsklass") }}

),

enhet_matar as (

    select
        enhet_kod,
        matar,
        lag(matar) over (
            partition by enhet_kod
            order by matar
        ) as fore_matar
    from svar
    group by enhet_kod, matar

),

final as (

    select
        svar.matar,
        svar.enhet_kod,
        svar.fraga_kod,
        svar.omrade_kod,
        svar.delfraga_kod,
        enhet_matar.fore_matar,
        fore.svarsklass as fore_svarsklass,
        svar.svarsklass,
        fore_klass.svarsklass_text as fore_svarsklass_text,
        klass.svarsklass_text
    from svar
    inner join enhet_matar
        on
            svar.enhet_kod = enhet_matar.enhet_kod
            and svar.matar = enhet_matar.matar
    inner join svar as fore
        on
            enhet_matar.enhet_kod = fore.enhet_kod
            and enhet_matar.fore_matar = fore.matar
            and svar.fraga_kod = fore.fraga_kod
            and svar.omrade_kod = fore.omrade_kod
            and svar.delfraga_kod = fore.delfraga_kod
    inner join svarsklass as klass
        on svar.svarsklass = klass.svarsklass
    inner join svarsklass as fore_klass
        on fore.svarsklass = fore_klass.svarsklass
    where svar.svarsklass <> fore.svarsklass

)

select * from final
