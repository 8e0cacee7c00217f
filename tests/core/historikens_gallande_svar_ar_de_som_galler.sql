-- The history says that exactly those accepted answers are in force that are.

with historik as (

    select
        leverans_nr,
        rad_nr,
        kolumn
    from {{ ref("int_svar__historik") }}
    where ersatt_orsak_kod is null and svarsklass <> 'ogiltigt'

),

gallande as (

    select
        leverans_nr,
        rad_nr,
        kolumn
    from {{ ref("int_svar__gallande") }}
    where svarsklass <> 'ogiltigt'

)

select
    'Leverans ' || cast(coalesce(historik.leverans_nr, gallande.leverans_nr) as varchar)
    || ' rad ' || cast(coalesce(historik.rad_nr, gallande.rad_nr) as varchar)
    || case
        when gallande.leverans_nr is null then ' gäller enligt historiken men inte annars'
        else ' gäller men inte enligt historiken'
    end as mening
from historik
full join gallande
    on
        historik.leverans_nr = gallande.leverans_nr
        and historik.rad_nr = gallande.rad_nr
        and historik.kolumn = gallande.kolumn
where historik.leverans_nr is null or gallande.leverans_nr is null
