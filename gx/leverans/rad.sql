-- Written by python -m oppna_jamforelser.receipt.suites from the seeds: do not edit.
-- One row is one delivered row.
select
    rad_nr,
    kolumn,
    rad_antal,
    lasfel_kod
from granskad_rad
