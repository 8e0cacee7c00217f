-- One row is the adults (18 or older) of one unit, or of a city as a whole, on 31 December of one
-- year, by sex. The last delivery of the unit and sex holds; totalt is the delivered one, else the
-- sum of women and men: they need not add up.
{{ config(schema="intern") }}

with granskat as (

    select distinct
        leverans_nr,
        matar,
        enhet_kod,
        kommun_kod,
        kon,
        alder_fran,
        alder_till,
        antal
    from {{ ref("int_befolkning__granskat") }}
    where karantan_orsak_kod is null and alder_fran >= 18

),

summa as (

    select
        leverans_nr,
        matar,
        enhet_kod,
        kommun_kod,
        kon,
        sum(antal) as antal,
        row_number() over (
            partition by matar, enhet_kod, kon
            order by leverans_nr desc
        ) as ordning
    from granskat
    group by leverans_nr, matar, enhet_kod, kommun_kod, kon

),

gallande as (

    select *
    from summa
    where ordning = 1

),

final as (

    select
        matar,
        enhet_kod,
        kommun_kod,
        kon,
        cast(antal as bigint) as antal
    from gallande

    union all

    select
        kvinnor.matar,
        kvinnor.enhet_kod,
        kvinnor.kommun_kod,
        'totalt' as kon,
        cast(kvinnor.antal + man.antal as bigint) as antal
    from gallande as kvinnor
    inner join gallande as man
        on
            kvinnor.matar = man.matar
            and kvinnor.enhet_kod = man.enhet_kod
            and man.kon = 'man'
    left join gallande as totalt
        on
            kvinnor.matar = totalt.matar
            and kvinnor.enhet_kod = totalt.enhet_kod
            and totalt.kon = 'totalt'
    where kvinnor.kon = 'kvinnor' and totalt.matar is null

)

select * from final
