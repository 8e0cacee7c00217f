-- One row is the answer in force to one question: matar × enhet × fraga × omrade × delfraga.
-- An accepted answer is in force before a refused one; a refused one alone is 'ogiltigt'.

with granskat as (

    select * from {{ ref("int_svar__granskat") }}

),

karantan_orsak as (

    select * from {{ ref("karantan_orsak") }}

),

svarsklass as (

    select * from {{ ref("svarsklass") }}

),

svar as (

    select
        granskat.*,
        granskat.karantan_orsak_kod is null as ar_godtaget
    from granskat
    left join karantan_orsak
        on granskat.karantan_orsak_kod = karantan_orsak.orsak_kod
    where
        not granskat.ar_tomt
        and (
            granskat.karantan_orsak_kod is null
            or (karantan_orsak.ar_svarsfel = 1 and granskat.ar_kand_post)
        )

),

flera as (

    -- most questions have one answer: only the others need an order
    select
        enhet_kod,
        post_nr
    from svar
    group by enhet_kod, post_nr
    having count(*) > 1

),

ordnat as (

    select
        svar.*,
        row_number() over (
            partition by svar.enhet_kod, svar.post_nr
            order by
                case when svar.ar_godtaget then 0 else 1 end,
                {{ starkaste_svaret_forst("svar") }}
        ) as ordning
    from svar
    inner join flera
        on
            svar.enhet_kod = flera.enhet_kod
            and svar.post_nr = flera.post_nr

    union all

    select
        svar.*,
        1 as ordning
    from svar
    left join flera
        on
            svar.enhet_kod = flera.enhet_kod
            and svar.post_nr = flera.post_nr
    where flera.post_nr is null

),

final as (

    select
        ordnat.matar,
        ordnat.enhet_kod,
        ordnat.fraga_kod,
        ordnat.omrade_kod,
        ordnat.delfraga_kod,
        case when ordnat.ar_godtaget then ordnat.svarsklass else 'ogiltigt' end as svarsklass,
        -- refused answers and "kan inte svara" do not count as answered
        ordnat.ar_godtaget and svarsklass.betyder_saknas = 0 as ar_besvarad,
        ordnat.svar,
        ordnat.fritext,
        ordnat.inlamnad,
        ordnat.leverans_nr,
        ordnat.leverans_id,
        ordnat.fil,
        ordnat.rad_nr,
        coalesce(ordnat.kolumn, '') as kolumn
    from ordnat
    left join svarsklass
        on ordnat.svarsklass = svarsklass.svarsklass
    where ordnat.ordning = 1

)

select * from final
