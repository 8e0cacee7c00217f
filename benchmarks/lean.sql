-- From landed answers to fct_gruppvarde in one plain DuckDB script: what the warehouse's main path is
-- measured against. Written by hand and frozen; it gives the same rows, and nothing else: no reasons,
-- no quarantine, no proof.
--
--     set variable landing = 'data/example/landing';
--     set variable seeds = 'seeds';
--     set variable seed_enhet = 'seeds/referens/enhet.csv';
--     .read benchmarks/lean.sql

create or replace temp macro seed(fil) as table
select * from read_csv(getvariable('seeds') || '/' || fil || '.csv', all_varchar = true);

create or replace temp macro vikt(t) as
regexp_replace(nfc_normalize(t), '[\s\x{00a0}\x{2007}\x{202f}\x{feff}]+', ' ', 'g');

create or replace temp macro nyckel(t) as
replace(trim(regexp_replace(trim(lower(vikt(t))), '\.$', '')), 'februari', 'feb');

create or replace temp macro kod(t) as
replace(translate(trim(lower(vikt(coalesce(t, '')))), 'åäöé', 'aaoe'), ' ', '_');

create or replace temp macro tal(t) as regexp_replace(trim(vikt(t)), '[.,]0{1,3}$', '');

create or replace temp macro galler(ar, fran, till) as
ar >= fran::integer and (till is null or ar <= till::integer);

-- seeds, typed
create or replace temp table matar as
select matar::integer as matar, matdatum::date as matdatum from seed('metadata/matar');

create or replace temp table enhet as
select enhet_kod, enhet_namn, enhet_typ, kommun_kod, giltig_fran::date as fran, giltig_till::date as till
from read_csv(getvariable('seed_enhet'), all_varchar = true);

create or replace temp table post as
select
    row_number() over () as post_nr, m.matar, p.fraga_kod, lower(p.fraga_kod) as fraga_nyckel,
    coalesce(p.omrade_kod, '') as omrade_kod, coalesce(p.delfraga_kod, '') as delfraga_kod,
    p.skala_kod, s.ar_fri_text = '1' as fri_text, s.kraver_namn = '1' as kraver_namn,
    f.ar_kryssfraga = '1' as kryssfraga,
    m.matar - v.fonster_manader::integer // 12 as fonster_ar
from seed('metadata/fraga_post') as p
inner join matar as m on galler(m.matar, p.giltig_fran_matar, p.giltig_till_matar)
inner join seed('metadata/fraga') as f on p.fraga_kod = f.fraga_kod
inner join seed('metadata/fraga_version') as v
    on
        p.fraga_kod = v.fraga_kod
        and galler(m.matar, v.giltig_fran_matar, v.giltig_till_matar)
inner join seed('metadata/svarsskala') as s on p.skala_kod = s.skala_kod;

create or replace temp table alternativ as
select distinct
    p.post_nr,
    nyckel(replace(a.svar_text, '{fonster_ar}', coalesce(p.fonster_ar::varchar, ''))) as svar_nyckel,
    a.svarsklass
from post as p
inner join seed('metadata/svarsalternativ') as a on p.skala_kod = a.skala_kod;

create or replace temp table roll as
select
    p.matar, r.indikator_id, r.roll, p.post_nr, p.skala_kod, p.kryssfraga, p.fraga_kod, p.omrade_kod
from seed('regler/indikator_roll') as r
inner join post as p
    on
        r.fraga_kod = p.fraga_kod
        and coalesce(r.omrade_kod, '') = p.omrade_kod
        and coalesce(r.delfraga_kod, '') = p.delfraga_kod
        and galler(p.matar, r.giltig_fran_matar, r.giltig_till_matar);

create or replace temp table indikator as
select
    m.matar, i.indikator_id, i.regel_id,
    coalesce(bool_or(r.roll = 'bas' and a.svarsklass not in ('ja', 'nej', 'kan_inte_svara')), false)
        as utvag,
    coalesce(bool_or(r.roll = 'bas' and a.svarsklass = 'behovs_inte'), false) as kan_behovs_inte,
    coalesce(bool_or(r.roll = 'bas' and a.svarsklass = 'omradet_finns_inte'), false) as kan_ej
from seed('regler/indikator_regel') as i
inner join matar as m on galler(m.matar, i.giltig_fran_matar, i.giltig_till_matar)
left join roll as r on m.matar = r.matar and i.indikator_id = r.indikator_id
left join seed('metadata/svarsalternativ') as a on r.skala_kod = a.skala_kod
group by all;

-- the answers: each distinct text is read once
create or replace temp table landat as
with tillbaka as (
    select distinct split_part(regexp_replace(file_name, '^.*[/\\]', ''), '_', 2)::integer as leverans_nr
    from parquet_kv_metadata(getvariable('landing') || '/leverans_*.parquet')
    where decode(key) = 'tillbakadragen'
)

select
    leverans_nr, rad_nr, coalesce(kolumn, '') as kolumn, lasfel_kod,
    coalesce(matar, '') as matar, coalesce(enhet_kod, '') as enhet_kod,
    coalesce(fraga_kod, '') as fraga_kod, coalesce(omrade_kod, '') as omrade_kod,
    coalesce(delfraga_kod, '') as delfraga_kod, coalesce(svar, '') as svar,
    coalesce(fritext, '') as fritext, coalesce(inlamnad, '') as inlamnad
from (
    select * from read_parquet(getvariable('landing') || '/leverans_*.parquet', union_by_name = true)
    union all by name
    select null::varchar as kolumn where false
)
anti join tillbaka using (leverans_nr);

create or replace temp table enhet_ord as
with namn as (
    select nyckel(enhet_namn) || tillagg as namn_nyckel, max(enhet_kod) as kod
    from enhet, (values (''), (' kommun'), ('s kommun'), (' stad'), ('s stad')) as t (tillagg)
    where enhet_typ = 'kommun'
    group by all
    having count(distinct enhet_kod) = 1
)

select
    l.enhet_kod,
    coalesce(
        namn.kod,
        regexp_replace(regexp_replace(tal(l.enhet_kod), '^(\d{3})(-|$)', '0\1\2'), '-(\d)$', '-0\1')
    ) as kod
from (select distinct enhet_kod from landat) as l
left join namn on nyckel(l.enhet_kod) = namn.namn_nyckel;

create or replace temp table tid_ord as
select
    inlamnad,
    case
        when not regexp_full_match(
            trim(vikt(inlamnad)),
            '\d{4}-\d{2}-\d{2}([T ]\d{2}:[0-9:.]+([zZ]|[+-]\d{2}(:?\d{2})?)?)?'
        ) then null
        when regexp_matches(trim(vikt(inlamnad)), ':.*([zZ]|[+-]\d{2}(:?\d{2})?)$')
            then try_cast(trim(vikt(inlamnad)) as timestamptz) at time zone 'UTC'
        else try_cast(trim(vikt(inlamnad)) as timestamp)
    end as tid
from (select distinct inlamnad from landat);

create or replace temp table fraga_ord as
with unika as (
    select distinct matar, fraga_kod, omrade_kod, delfraga_kod from landat
)

select unika.*, try_cast(tal(unika.matar) as integer) as ar, post.post_nr, post.kraver_namn, post.fri_text
from unika
left join post
    on
        try_cast(tal(unika.matar) as integer) = post.matar
        and trim(lower(vikt(unika.fraga_kod))) = post.fraga_nyckel
        and kod(unika.omrade_kod) = post.omrade_kod
        and kod(unika.delfraga_kod) = post.delfraga_kod;

create or replace temp table svar_ord as
select svar, trim(svar) = '' as tomt, nyckel(svar) as svar_nyckel
from (select distinct svar from landat);

create or replace temp table tolkat as
with ram as (
    select m.matar, e.enhet_kod
    from matar as m
    inner join enhet as e on m.matdatum >= e.fran and (e.till is null or m.matdatum <= e.till)
),

icke_metod as (
    select nyckel(metod_text) as metod from seed('metadata/icke_metod')
)

select
    f.ar as matar, e.kod as enhet_kod, f.post_nr,
    l.leverans_nr, l.rad_nr, l.kolumn, t.tid, l.fritext, s.tomt,
    l.lasfel_kod is null and f.post_nr is not null and (t.tid is not null or trim(l.inlamnad) = '')
        as lasbart,
    case
        when a.svarsklass = 'ja' and f.kraver_namn and (
            trim(l.fritext) = '' or nyckel(l.fritext) in (select metod from icke_metod)
        ) then 'ja_utan_namn'
        when a.svarsklass is null and f.fri_text then 'fri_text'
        else a.svarsklass
    end as svarsklass,
    case
        when s.tomt then null
        when a.svarsklass is not null then a.svarsklass
        else 'text: ' || s.svar_nyckel
    end as varde
from landat as l
inner join enhet_ord as e on l.enhet_kod = e.enhet_kod
inner join tid_ord as t on l.inlamnad = t.inlamnad
inner join svar_ord as s on l.svar = s.svar
inner join fraga_ord as f
    on
        l.matar = f.matar and l.fraga_kod = f.fraga_kod
        and l.omrade_kod = f.omrade_kod and l.delfraga_kod = f.delfraga_kod
inner join ram on f.ar = ram.matar and e.kod = ram.enhet_kod
left join alternativ as a on f.post_nr = a.post_nr and s.svar_nyckel = a.svar_nyckel;

create or replace temp table gallande as
with motstridigt as (
    select leverans_nr, enhet_kod, post_nr, tid
    from tolkat
    where lasbart and varde is not null
    group by all
    having min(varde) <> max(varde)
)

select
    t.matar, t.enhet_kod, t.post_nr,
    nullif(arg_max(
        case
            when t.svarsklass = 'kan_inte_svara' or m.leverans_nr is not null then ''
            else coalesce(t.svarsklass, '')
        end,
        (
            t.svarsklass is not null and m.leverans_nr is null,
            coalesce(t.tid, '0001-01-01'::timestamp), t.leverans_nr, t.fritext <> '', t.rad_nr, t.kolumn
        )
    ), '') as klass
from tolkat as t
left join motstridigt as m
    on
        t.leverans_nr = m.leverans_nr and t.enhet_kod = m.enhet_kod and t.post_nr = m.post_nr
        and t.tid is not distinct from m.tid
where t.lasbart and not t.tomt
group by all;

create or replace temp table ram as
select m.matar, e.enhet_kod, e.enhet_typ, e.kommun_kod
from matar as m
inner join enhet as e on m.matdatum >= e.fran and (e.till is null or m.matdatum <= e.till)
where m.matar in (select matar from tolkat);

-- judged side by side; refused is missing here
create or replace temp table utfall as
with kryssat as (
    select distinct g.matar, g.enhet_kod, p.fraga_kod, p.omrade_kod
    from gallande as g
    inner join post as p on g.post_nr = p.post_nr
    where p.kryssfraga and g.klass is not null
),

lagt as (
    select r.matar, g.enhet_kod, r.indikator_id, r.roll, g.klass
    from gallande as g
    inner join roll as r on g.post_nr = r.post_nr
    union all
    select r.matar, k.enhet_kod, r.indikator_id, r.roll, 'nej'
    from kryssat as k
    inner join roll as r
        on k.matar = r.matar and k.fraga_kod = r.fraga_kod and k.omrade_kod = r.omrade_kod
    anti join gallande as g on k.enhet_kod = g.enhet_kod and r.post_nr = g.post_nr
),

brett as (
    select
        matar, enhet_kod, indikator_id,
        max(klass) filter (where roll = 'bas') as bas,
        max(klass) filter (where roll = 'uppfoljning') as uppf,
        max(klass) filter (where roll = 'kon') as kon,
        max(klass) filter (where roll = 'anvant') as anvant,
        count(klass) filter (where roll in ('innehall_a', 'innehall_b') and klass = 'ja') as innehall,
        count(klass) filter (where roll in ('innehall_a', 'innehall_b') and klass = 'nej') as utan,
        count(klass) filter (where roll like 'metod%' and klass = 'ja') as metod,
        count(klass) filter (where roll like 'metod%') as metod_svar
    from lagt
    group by all
)

select
    ram.matar, ram.enhet_kod, i.indikator_id, i.regel_id, i.kan_behovs_inte, i.kan_ej, b.bas, b.uppf,
    case
        when b.bas in ('omradet_finns_inte', 'for_fa') then 'ej_aktuellt'
        when i.regel_id = 'minst_en_metod'
            then case when b.metod > 0 then 'ja' when b.metod_svar = 5 then 'nej' end
        when b.bas in ('nej', 'annan_metod') then 'nej'
        when i.regel_id in ('ja', 'namngiven_metod') then case when b.bas = 'ja' then 'ja' end
        when b.bas = 'behovs_inte' then 'ja'
        when i.regel_id = 'ja_uppfoljning' and b.bas is null
            then case when b.uppf = 'nej' and not i.utvag then 'nej' end
        when b.bas is null then null
        when i.regel_id = 'ja_uppfoljning'
            then case when b.uppf in ('ja', 'nyligen') then 'ja' when b.uppf = 'nej' then 'nej' end
        when i.regel_id = 'samlad_plan' and (b.utan > 0 or b.uppf = 'nej') then 'nej'
        when i.regel_id = 'samlad_plan'
            then case when b.innehall = 2 and b.uppf in ('ja', 'nyligen') then 'ja' end
        when i.regel_id = 'uppdelat_pa_kon'
            then case b.kon when 'ja' then 'ja' when 'nej' then 'nej' when 'for_fa' then 'ej_aktuellt' end
        when i.regel_id = 'anvant_resultat_kon' and b.kon = 'for_fa' then 'ej_aktuellt'
        when i.regel_id = 'anvant_resultat_kon' and b.kon = 'nej' then 'nej'
        when i.regel_id = 'anvant_resultat' or b.kon = 'ja'
            then case b.anvant when 'ja' then 'ja' when 'beslut_fattat' then 'delvis' when 'nej' then 'nej' end
    end as utfall
from ram
inner join indikator as i on ram.matar = i.matar and i.regel_id not like 'sammansatt%'
left join brett as b
    on ram.matar = b.matar and ram.enhet_kod = b.enhet_kod and i.indikator_id = b.indikator_id;

create or replace temp table alla_utfall as
with del as (
    select
        u.matar, u.enhet_kod, i.indikator_id, i.regel_id,
        case
            when u.utfall is not null then u.utfall = 'ja'
            else u.uppf is distinct from 'nej' or u.kan_behovs_inte
        end as kan_ja,
        u.utfall is null or u.utfall in ('nej', 'delvis') as kan_nej,
        case when u.utfall is not null then u.utfall = 'ej_aktuellt' else u.bas is null and u.kan_ej end
            as kan_ej
    from indikator as i
    inner join seed('regler/indikator_komponent') as k on i.indikator_id = k.indikator_id
    inner join utfall as u on i.matar = u.matar and k.komponent_indikator_id = u.indikator_id
),

raknat as (
    select
        matar, enhet_kod, indikator_id, regel_id, count(*) as antal,
        count_if(kan_ja) as kan_ja, count_if(kan_nej) as kan_nej, count_if(kan_ej) as kan_ej,
        count_if(not kan_nej and not kan_ej) as maste_ja, count_if(not kan_ja and not kan_ej) as maste_nej
    from del
    group by all
)

select matar, enhet_kod, indikator_id, utfall from utfall
union all
select
    matar, enhet_kod, indikator_id,
    case
        when regel_id = 'sammansatt_minst_en'
            then case
                when maste_ja > 0 then 'ja'
                when kan_ja > 0 then null
                when kan_nej = 0 then 'ej_aktuellt'
                when kan_ej < antal then 'nej'
            end
        when maste_nej > 0 then 'nej'
        when kan_nej > 0 then null
        when kan_ja = 0 then 'ej_aktuellt'
        when kan_ej < antal then 'ja'
    end
from raknat;

-- groups and shares
create or replace temp table medlem as
select matar, enhet_kod, 'riket' as gruppindelning, '00' as grupp_kod from ram
union all
select ram.matar, ram.enhet_kod, 'lan', k.lan_kod
from ram
inner join seed('referens/kommun') as k on ram.kommun_kod = k.kommun_kod
union all
select ram.matar, ram.enhet_kod, 'storstad', ram.kommun_kod
from ram
inner join seed('referens/enhet_typ') as t on ram.enhet_typ = t.enhet_typ and t.ar_stadsdel = '1'
union all
select ram.matar, ram.enhet_kod, 'storleksgrupp', g.grupp_kod
from ram
inner join seed('referens/folkmangd') as f
    on ram.kommun_kod = f.kommun_kod and ram.matar = left(f.folkmangd_datum, 4)::integer + 1
inner join seed('referens/storleksgrupp') as g
    on
        f.folkmangd_antal::integer >= g.folkmangd_fran::integer
        and (g.folkmangd_till is null or f.folkmangd_antal::integer <= g.folkmangd_till::integer)
        and galler(ram.matar, g.giltig_fran_matar, g.giltig_till_matar)
union all
select ram.matar, ram.enhet_kod, 'skr', s.grupp_kod
from ram
inner join seed('referens/skr_revision') as r
    on galler(ram.matar, r.giltig_fran_matar, r.giltig_till_matar)
inner join seed('referens/skr_medlem') as s
    on r.skr_revision = s.skr_revision and ram.kommun_kod = s.kommun_kod
union all
select ram.matar, ram.enhet_kod, 'egen', e.grupp_kod
from ram
inner join seed('referens/egen_grupp_medlem') as e on ram.kommun_kod = e.kommun_kod;

create or replace temp table fct_gruppvarde as
with raknat as (
    select
        m.matar, m.gruppindelning, m.grupp_kod, u.indikator_id,
        count(*)::integer as enheter_antal,
        count(*) filter (where u.utfall = 'ja')::integer as ja_antal,
        count(*) filter (where u.utfall = 'delvis')::integer as delvis_antal,
        count(*) filter (where u.utfall = 'nej')::integer as nej_antal,
        count(*) filter (where u.utfall = 'ej_aktuellt')::integer as ej_aktuellt_antal,
        count(*) filter (where u.utfall is null)::integer as bortfall_antal,
        count(*) filter (where u.utfall in ('ja', 'delvis', 'nej'))::integer as namnare_antal
    from medlem as m
    inner join alla_utfall as u on m.matar = u.matar and m.enhet_kod = u.enhet_kod
    group by all
),

redovisat as (
    select
        *,
        namnare_antal > 0 and 5 * (ej_aktuellt_antal + bortfall_antal) <= enheter_antal as redovisas,
        namnare_antal > 0 and 5 * bortfall_antal <= enheter_antal as redovisas_lasning_b
    from raknat
)

select
    matar, gruppindelning, grupp_kod, indikator_id, enheter_antal, ja_antal, delvis_antal, nej_antal,
    ej_aktuellt_antal, bortfall_antal, namnare_antal, redovisas,
    case when redovisas then (200 * ja_antal + namnare_antal) // (2 * namnare_antal) end::integer
        as andel_procent,
    case
        when redovisas then null
        when namnare_antal + bortfall_antal = 0 then 'inga_tillampliga_svar'
        else 'for_stort_bortfall'
    end as orsak_kod,
    redovisas_lasning_b,
    (((2000 * ja_antal + namnare_antal + bortfall_antal)
    // nullif(2 * (namnare_antal + bortfall_antal), 0))::decimal(6, 1) * 0.1)::decimal(4, 1)
        as lagsta_procent,
    (((2000 * (ja_antal + bortfall_antal) + namnare_antal + bortfall_antal)
    // nullif(2 * (namnare_antal + bortfall_antal), 0))::decimal(6, 1) * 0.1)::decimal(4, 1)
        as hogsta_procent
from redovisat;
