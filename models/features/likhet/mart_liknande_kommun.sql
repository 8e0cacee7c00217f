-- One row is one variable's part in how far a kommun is from one of the seven most like it: year ×
-- kommun × place × variable. A kommun that lacks a variable has one place, without any other, and
-- the reason. Chosen by what kommuner are, never by their outcomes.

with varde as (

    select * from {{ ref("int_likhet__varde") }}

),

spann as (

    select
        matar,
        variabel_id,
        max(tusendelar) - min(tusendelar) as spann
    from varde
    group by matar, variabel_id

),

ofullstandig as (

    select distinct
        matar,
        kommun_kod
    from varde
    where saknas

),

fullstandig as (

    select varde.*
    from varde
    left join ofullstandig
        on
            varde.matar = ofullstandig.matar
            and varde.kommun_kod = ofullstandig.kommun_kod
    where ofullstandig.kommun_kod is null

),

par as (

    -- in millionths of the largest distance that there can be: 0 is alike
    select
        den.matar,
        den.kommun_kod,
        den.kommun_namn,
        andra.kommun_kod as liknande_kommun_kod,
        andra.kommun_namn as liknande_kommun_namn,
        den.variabel_id,
        den.variabel_namn,
        den.vikt,
        den.vikt * case
            when den.slag = 'grupp' and den.grupp_kod = andra.grupp_kod then 0
            when den.slag = 'grupp' and den.huvudgrupp_kod = andra.huvudgrupp_kod then 500000
            when den.slag = 'grupp' then 1000000
            when den.tusendelar = andra.tusendelar then 0
            else cast({{ heltalsdivision(
                "cast(1000000 as bigint) * abs(den.tusendelar - andra.tusendelar)",
                "case when den.slag = 'kvot' then greatest(den.tusendelar, andra.tusendelar) "
                ~ "else spann.spann end"
            ) }} as bigint)
        end as vagt_avstand
    from fullstandig as den
    inner join fullstandig as andra
        on
            den.matar = andra.matar
            and den.variabel_id = andra.variabel_id
            and den.kommun_kod <> andra.kommun_kod
    inner join spann
        on
            den.matar = spann.matar
            and den.variabel_id = spann.variabel_id

),

summerat as (

    select
        matar,
        kommun_kod,
        liknande_kommun_kod,
        cast(sum(vagt_avstand) as bigint) as summa,
        cast(sum(vikt) as bigint) as vikter
    from par
    group by matar, kommun_kod, liknande_kommun_kod

),

ordnat as (

    select
        matar,
        kommun_kod,
        liknande_kommun_kod,
        summa,
        vikter,
        cast(row_number() over (
            partition by matar, kommun_kod
            order by summa, liknande_kommun_kod
        ) as integer) as ordning
    from summerat

),

final as (

    select
        par.matar,
        par.kommun_kod,
        par.kommun_namn,
        ordnat.ordning,
        par.variabel_id,
        par.variabel_namn,
        par.vikt,
        par.liknande_kommun_kod,
        par.liknande_kommun_namn,
        cast(
            {{ heltalsdivision(
                "2 * ordnat.summa + 1000 * ordnat.vikter", "2000 * ordnat.vikter"
            ) }} as integer
        ) as avstand_promille,
        {{ andel_procent("par.vagt_avstand", "ordnat.summa") }} as bidrag_procent,
        cast(null as varchar) as orsak_kod
    from par
    inner join ordnat
        on
            par.matar = ordnat.matar
            and par.kommun_kod = ordnat.kommun_kod
            and par.liknande_kommun_kod = ordnat.liknande_kommun_kod
    where ordnat.ordning <= 7

    union all

    -- the variables that are missing
    select
        matar,
        kommun_kod,
        kommun_namn,
        1 as ordning,
        variabel_id,
        variabel_namn,
        vikt,
        cast(null as varchar) as liknande_kommun_kod,
        cast(null as varchar) as liknande_kommun_namn,
        cast(null as integer) as avstand_promille,
        cast(null as integer) as bidrag_procent,
        'variabel_saknas' as orsak_kod
    from varde
    where saknas

)

select * from final
