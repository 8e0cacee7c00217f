-- Written by python -m oppna_jamforelser.receipt.suites from the seeds: do not edit.
-- One row is one delivered row.
select
    rad_nr,
    kolumn,
    rad_antal,
    matar,
    enhet_kod
from granskad_rad
where lasfel_kod = ''
