-- One row is one question × area × item and mätår with at least 30 answers in the delivery. The year
-- before is that of the same units in the landing, when at least 30 of them answered then.
with svar as (

    select
        matar,
        fraga,
        omrade_kod,
        delfraga_kod,
        sum(rad_antal) as svar_antal,
        count(distinct svarsklass) as slag_antal,
        100.0 * sum(case when svarsklass = 'ja' then rad_antal else 0 end)
        / sum(rad_antal) as ja_procent,
        100.0 * sum(
            case when svarsklass in ('omradet_finns_inte', 'for_fa') then rad_antal else 0 end
        ) / sum(rad_antal) as ej_aktuellt_procent
    from granskad_rad
    where karantan_orsak_kod is null and svarsklass not in ('fri_text', 'kan_inte_svara')
    group by matar, fraga, omrade_kod, delfraga_kod
    having sum(rad_antal) >= 30

),

fore as (

    select
        matar,
        lower(fraga_kod) as fraga,
        omrade_kod,
        delfraga_kod,
        100.0 * count(*) filter (svarsklass = 'ja') / count(*) as ja_procent
    from gallande_svar
    where ar_besvarad
    group by matar, fraga_kod, omrade_kod, delfraga_kod
    having count(*) >= 30

)

select
    svar.matar,
    svar.fraga,
    svar.omrade_kod,
    svar.delfraga_kod,
    svar.slag_antal,
    floor(svar.ej_aktuellt_procent)::integer as ej_aktuellt_procent,
    trunc(svar.ja_procent - fore.ja_procent)::integer as forandring_procentenheter
from svar
left join fore
    on
        svar.matar = fore.matar + 1
        and svar.fraga = fore.fraga
        and coalesce(svar.omrade_kod, '') = fore.omrade_kod
        and coalesce(svar.delfraga_kod, '') = fore.delfraga_kod
