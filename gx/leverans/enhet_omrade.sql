-- One row is one mätår × unit of the delivery × area: what the landing holds of what was asked,
-- with this delivery and the earlier ones.
select
    matar,
    enhet_kod,
    svarsomrade_kod as omrade_kod,
    count(*) as stallda_antal,
    100 * count(*) filter (har_svar) // count(*) as besvarade_procent
from forvantat_svar
group by matar, enhet_kod, svarsomrade_kod
