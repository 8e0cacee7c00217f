-- One row is one mätår × unit with at least 30 closed answers in the delivery.
select
    matar,
    enhet_kod,
    sum(rad_antal) as svar_antal,
    floor(100.0 * sum(rad_antal) filter (svarsklass = 'ja') / sum(rad_antal))::integer
        as ja_procent,
    floor(
        100.0 * sum(rad_antal) filter (svarsklass = 'kan_inte_svara') / sum(rad_antal)
    )::integer as kan_inte_svara_procent
from granskad_rad
where karantan_orsak_kod is null and svarsklass <> 'fri_text'
group by matar, enhet_kod
having sum(rad_antal) >= 30
