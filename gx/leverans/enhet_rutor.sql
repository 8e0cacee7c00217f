-- One row is one mätår × unit of the delivery whose every answer is a box that is not ticked.
select
    matar,
    enhet_kod,
    ruta_antal,
    0 as andra_svar_antal
from ororda_rutor
