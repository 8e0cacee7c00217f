-- One row is one verksamhetsområde × year of riket, beside the year before. Years in which fewer
-- than 30 units answered are left out: a landing of a few units has no response rate to speak of.
with riket as (

    select * from marts.fct_svarsfrekvens
    where gruppindelning = 'riket' and svarande_antal >= 30

)

select
    riket.matar,
    riket.omrade_kod,
    riket.svarsfrekvens_procent,
    riket.svarsfrekvens_procent - fore.svarsfrekvens_procent as forandring_procentenheter
from riket
left join riket as fore
    on riket.omrade_kod = fore.omrade_kod and riket.matar = fore.matar + 1
