-- One row is one reason with its text, as mart_kommun_indikator shows them.
select
    orsak_kod,
    orsak_text,
    count(*) as rad_antal
from marts.mart_kommun_indikator
where orsak_kod is not null
group by orsak_kod, orsak_text
