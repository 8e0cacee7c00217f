-- One row is one mätår × unit with at least 30 closed answers in the delivery.
select
    matar,
    enhet_kod,
    floor(
        100.0 * sum(case when svarsklass = 'ja' then rad_antal else 0 end) / sum(rad_antal)
    )::integer as ja_procent,
    floor(
        100.0 * sum(case when svarsklass = 'kan_inte_svara' then rad_antal else 0 end)
        / sum(rad_antal)
    )::integer as kan_inte_svara_procent
from granskad_rad
where karantan_orsak_kod is null and svarsklass <> 'fri_text'
group by matar, enhet_kod
having sum(rad_antal) >= 30
