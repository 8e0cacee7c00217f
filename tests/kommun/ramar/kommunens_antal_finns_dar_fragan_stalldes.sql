-- A kommun has its numerator and denominator in every cell that was asked, and in no other. It
-- holds where every kommun has a unit in the frame.

with cell as (

    select * from {{ ref("mart_kommun_indikator") }}

)

select
    'Cellen ' || kommun_kod || ', ' || indikator_id || ', mätår ' || cast(matar as varchar)
    || ': täljare och nämnare finns inte just där frågan ställdes' as mening
from cell
where
    (taljare_antal is not null) <> ingick_i_matningen
    or (namnare_antal is not null) <> ingick_i_matningen
    or lan_namn is null
    or kortnamn is null
