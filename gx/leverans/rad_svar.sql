-- Written by python -m oppna_jamforelser.receipt.suites from the seeds: do not edit.
-- One row is one delivered answer, in the column of its question's scale.
select
    rad_nr,
    kolumn,
    rad_antal,
    case when skala_kod = 'anvant' then svar end as anvant,
    case when skala_kod = 'audit' then svar end as audit,
    case when skala_kod = 'bistandsbeslut' then svar end as bistandsbeslut,
    case when skala_kod = 'dudit' then svar end as dudit,
    case when skala_kod = 'freda_kortfragor' then svar end as freda_kortfragor,
    case when skala_kod = 'ja_nej' then svar end as ja_nej,
    case when skala_kod = 'ja_nej_namn' then svar end as ja_nej_namn,
    case when skala_kod = 'ja_nej_omrade' then svar end as ja_nej_omrade,
    case when skala_kod = 'overenskommelse' then svar end as overenskommelse,
    case when skala_kod = 'sammanstallt' then svar end as sammanstallt,
    case when skala_kod = 'uppdelat_pa_kon' then svar end as uppdelat_pa_kon,
    case when skala_kod = 'uppfoljning_overenskommelse' then svar end as uppfoljning_overenskommelse,
    case when skala_kod = 'uppfoljning_plan' then svar end as uppfoljning_plan,
    case when skala_kod = 'uppfoljning_rutin' then svar end as uppfoljning_rutin
from granskad_rad
where svar is not null and skala_kod is not null
