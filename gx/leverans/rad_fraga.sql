-- Written by python -m oppna_jamforelser.receipt.suites from the seeds: do not edit.
-- One row is one delivered row.
select
    rad_nr,
    kolumn,
    rad_antal,
    fraga,
    omrade_kod,
    delfraga_kod,
    fraga_post
from granskad_rad
where lasfel_kod = ''
