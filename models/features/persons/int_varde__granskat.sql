-- One row is one delivered row of a value file, with the reason why it was refused. Women and men
-- over totalt are judged delivery by delivery, against what holds of the earlier ones.
{{ config(schema="intern") }}

with recursive varde as (

    select * from {{ ref("stg_landing__varde") }}

),

handelse as (

    select * from {{ ref("stg_landing__handelse") }}

),

matar as (

    select * from {{ ref("matar") }}

),

personpolicy as (

    select * from {{ ref("personpolicy") }}
    where policy_id = 'forsta_matar'

),

enhet as (

    select * from {{ ref("enhet") }}

),

tal_indikator as (

    select * from {{ ref("tal_indikator") }}

),

uppslaget as (

    select
        varde.*,
        tal_indikator.indikator_id,
        tal_indikator.namnare_av,
        handelse.tillbakadragen is not null as ar_tillbakadragen,
        varde.taljare_text = '' as ar_tomt,
        matar.matar is not null as ar_kant_matar,
        enhet.enhet_kod is not null as ar_kand_enhet,
        coalesce(
            {{ giltig_dag(sista_dagen("varde.matar"), "enhet.giltig_fran", "enhet.giltig_till") }},
            false
        ) as ar_giltig_enhet
    from varde
    left join handelse
        on varde.leverans_nr = handelse.leverans_nr
    left join tal_indikator
        on varde.indikator_nyckel = tal_indikator.indikator_id
    left join enhet
        on varde.enhet_kod = enhet.enhet_kod
    left join (
        select matar.matar
        from matar
        inner join personpolicy
            on matar.matar >= personpolicy.grans
    ) as matar
        on varde.matar = matar.matar

),

formgranskat as (

    select
        *,
        case
            when lasfel_kod is not null then lasfel_kod
            when
                coalesce(trim(matar_levererad), '') = ''
                or coalesce(enhet_kod, '') = ''
                or indikator_nyckel = ''
                then 'obligatoriskt_varde_saknas'
            when not ar_kant_matar then 'ogiltigt_kalenderar'
            when not ar_kand_enhet then 'okand_enhet'
            when not ar_giltig_enhet then 'enhet_har_upphort'
            when indikator_id is null then 'okant_matt'
            when kon is null then 'okant_kon'
            when {{ tal_fel("taljare_text", "taljare") }} is not null
                then {{ tal_fel("taljare_text", "taljare") }}
            when {{ tal_fel("namnare_text", "namnare") }} is not null
                then {{ tal_fel("namnare_text", "namnare") }}
            when inlamnad is null and inlamnad_text <> '' then 'ogiltig_inlamnad'
            when not ar_tomt and namnare_av = 'leverans' and namnare is null
                then 'namnare_saknas'
        end as formfel_kod
    from uppslaget

),

motstridig as (

    select
        leverans_nr,
        matar,
        enhet_kod,
        indikator_id,
        kon,
        inlamnad
    from formgranskat
    where formfel_kod is null and not ar_tomt
    group by leverans_nr, matar, enhet_kod, indikator_id, kon, inlamnad
    having
        min(taljare) <> max(taljare)
        or min(coalesce(namnare, -1)) <> max(coalesce(namnare, -1))

),

granskat as (

    select
        formgranskat.*,
        case
            when formgranskat.formfel_kod is not null then formgranskat.formfel_kod
            when formgranskat.ar_tomt then null
            when motstridig.matar is not null then 'motstridiga_varden'
        end as radfel_kod
    from formgranskat
    left join motstridig
        on
            formgranskat.leverans_nr = motstridig.leverans_nr
            and formgranskat.matar = motstridig.matar
            and formgranskat.enhet_kod = motstridig.enhet_kod
            and formgranskat.indikator_id = motstridig.indikator_id
            and formgranskat.kon = motstridig.kon
            and formgranskat.inlamnad is not distinct from motstridig.inlamnad
            and formgranskat.formfel_kod is null

),

-- from here: what each delivery would make hold, one row a delivery × unit × year × measure
ordnat as (

    select
        leverans_nr,
        matar,
        enhet_kod,
        indikator_id,
        kon,
        taljare,
        coalesce(inlamnad, timestamp '0001-01-01 00:00:00') as inlamnad,
        row_number() over (
            partition by leverans_nr, matar, enhet_kod, indikator_id, kon
            order by case when inlamnad is null then 1 else 0 end, inlamnad desc, rad_nr desc
        ) as ordning
    from granskat
    where radfel_kod is null and not ar_tomt and not ar_tillbakadragen

),

steg as (

    select
        leverans_nr,
        matar,
        enhet_kod,
        indikator_id,
        max(case when kon = 'totalt' then taljare end) as totalt,
        max(case when kon = 'kvinnor' then taljare end) as kvinnor,
        max(case when kon = 'man' then taljare end) as man,
        max(case when kon = 'totalt' then inlamnad end) as totalt_inlamnad,
        max(case when kon = 'kvinnor' then inlamnad end) as kvinnor_inlamnad,
        max(case when kon = 'man' then inlamnad end) as man_inlamnad,
        row_number() over (
            partition by matar, enhet_kod, indikator_id
            order by leverans_nr
        ) as steg_nr
    from ordnat
    where ordning = 1
    group by leverans_nr, matar, enhet_kod, indikator_id

),

provat as (

    -- what would hold after the delivery: the later submitted of what holds and what it brings
    select
        steg.leverans_nr,
        steg.matar,
        steg.enhet_kod,
        steg.indikator_id,
        steg.steg_nr,
        cast(null as integer) as holl_totalt,
        cast(null as integer) as holl_kvinnor,
        cast(null as integer) as holl_man,
        cast(null as timestamp) as holl_totalt_inlamnad,
        cast(null as timestamp) as holl_kvinnor_inlamnad,
        cast(null as timestamp) as holl_man_inlamnad,
        steg.totalt,
        steg.kvinnor,
        steg.man,
        steg.totalt_inlamnad,
        steg.kvinnor_inlamnad,
        steg.man_inlamnad,
        coalesce(coalesce(steg.kvinnor, 0) + coalesce(steg.man, 0) > steg.totalt, false) as bryter
    from steg
    where steg.steg_nr = 1

    union all

    select
        sedan.leverans_nr,
        sedan.matar,
        sedan.enhet_kod,
        sedan.indikator_id,
        sedan.steg_nr,
        sedan.holl_totalt,
        sedan.holl_kvinnor,
        sedan.holl_man,
        sedan.holl_totalt_inlamnad,
        sedan.holl_kvinnor_inlamnad,
        sedan.holl_man_inlamnad,
        sedan.totalt,
        sedan.kvinnor,
        sedan.man,
        sedan.totalt_inlamnad,
        sedan.kvinnor_inlamnad,
        sedan.man_inlamnad,
        coalesce(
            coalesce(sedan.kvinnor, 0) + coalesce(sedan.man, 0) > sedan.totalt, false
        ) or sedan.bryter_sjalv as bryter
    from (
        select
            steg.leverans_nr,
            steg.matar,
            steg.enhet_kod,
            steg.indikator_id,
            steg.steg_nr,
            {% for kon in ["totalt", "kvinnor", "man"] %}
            case when fore.bryter then fore.holl_{{ kon }} else fore.{{ kon }} end
                as holl_{{ kon }},
            case when fore.bryter then fore.holl_{{ kon }}_inlamnad else fore.{{ kon }}_inlamnad end
                as holl_{{ kon }}_inlamnad,
            case
                when
                    steg.{{ kon }}_inlamnad >= coalesce(
                        case
                            when fore.bryter then fore.holl_{{ kon }}_inlamnad
                            else fore.{{ kon }}_inlamnad
                        end, steg.{{ kon }}_inlamnad
                    )
                    then steg.{{ kon }}
                when fore.bryter then fore.holl_{{ kon }}
                else fore.{{ kon }}
            end as {{ kon }},
            case
                when
                    steg.{{ kon }}_inlamnad >= coalesce(
                        case
                            when fore.bryter then fore.holl_{{ kon }}_inlamnad
                            else fore.{{ kon }}_inlamnad
                        end, steg.{{ kon }}_inlamnad
                    )
                    then steg.{{ kon }}_inlamnad
                when fore.bryter then fore.holl_{{ kon }}_inlamnad
                else fore.{{ kon }}_inlamnad
            end as {{ kon }}_inlamnad,
            {% endfor %}
            coalesce(
                coalesce(steg.kvinnor, 0) + coalesce(steg.man, 0) > steg.totalt, false
            ) as bryter_sjalv
        from provat as fore
        inner join steg
            on
                fore.matar = steg.matar
                and fore.enhet_kod = steg.enhet_kod
                and fore.indikator_id = steg.indikator_id
                and fore.steg_nr + 1 = steg.steg_nr
    ) as sedan

),

bedomt as (

    select
        granskat.*,
        case
            when granskat.radfel_kod is not null then granskat.radfel_kod
            when granskat.ar_tomt then null
            when provat.bryter then 'kon_over_totalt'
        end as bedomd_orsak_kod
    from granskat
    left join provat
        on
            granskat.leverans_nr = provat.leverans_nr
            and granskat.matar = provat.matar
            and granskat.enhet_kod = provat.enhet_kod
            and granskat.indikator_id = provat.indikator_id
            and granskat.radfel_kod is null

),

final as (

    select
        leverans_nr,
        leverans_id,
        fil,
        rad_nr,
        matar,
        enhet_kod,
        indikator_id,
        kon,
        taljare,
        namnare,
        fritext,
        inlamnad,
        ar_tomt,
        ar_kant_matar and ar_giltig_enhet and not ar_tillbakadragen as ar_i_ramen,
        ar_tillbakadragen,
        bedomd_orsak_kod,
        case when ar_tillbakadragen then 'tillbakadragen_leverans' else bedomd_orsak_kod end
            as karantan_orsak_kod,
        matar_levererad,
        enhet_kod_levererad,
        indikator_id_levererad,
        kon_levererad,
        taljare_levererad,
        namnare_levererad,
        fritext_levererad,
        inlamnad_levererad,
        rad,
        markning,
        blad,
        kolumn
    from bedomt

)

select * from final
