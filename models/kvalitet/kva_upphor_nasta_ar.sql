-- One row is one ja of one unit that is nej at the next survey unless something is followed up
-- before: it rests on an answer that next year's window does not, or need not, reach.

with bedomt as (

    -- the ja that a follow-up question carries; the branches have the same names in every rule
    select
        matar,
        enhet_kod,
        indikator_id,
        regel_id,
        case gren_id when 'nyligen' then 'nyligen' else 'uppfoljning' end as grund_kod
    from {{ ref("int_utfall__bedomt") }}
    where gren_id in ('nyligen', 'uppfoljd')

),

fraga_per_ar as (

    select * from {{ ref("int_fraga__per_ar") }}

),

nasta_fraga as (

    -- the follow-up question of the next year, also when that year is not among the survey years
    select
        matar.matar,
        matar.matar + 1 as nasta_matar,
        roll.indikator_id,
        indikator_regel.regel_id,
        roll.fraga_kod,
        coalesce(roll.omrade_kod, '') as omrade_kod,
        coalesce(roll.delfraga_kod, '') as delfraga_kod,
        fraga_version.fonster_manader,
        {{ fonster_ar("matar.matar + 1", "fraga_version.fonster_manader") }} as fonster_ar
    from {{ ref("matar") }} as matar
    inner join {{ ref("indikator_roll") }} as roll
        on
            roll.roll = 'uppfoljning'
            and {{ giltig_matar(
                "matar.matar + 1", "roll.giltig_fran_matar", "roll.giltig_till_matar"
            ) }}
    inner join {{ ref("indikator_regel") }} as indikator_regel
        on
            roll.indikator_id = indikator_regel.indikator_id
            and {{ giltig_matar(
                "matar.matar + 1",
                "indikator_regel.giltig_fran_matar",
                "indikator_regel.giltig_till_matar"
            ) }}
    inner join {{ ref("fraga_version") }} as fraga_version
        on
            roll.fraga_kod = fraga_version.fraga_kod
            and {{ giltig_matar(
                "matar.matar + 1",
                "fraga_version.giltig_fran_matar",
                "fraga_version.giltig_till_matar"
            ) }}

),

jamforbarhet as (

    select * from {{ ref("int_jamforbarhet__per_par") }}

),

kvar_i_ramen as (

    -- units that answer the next survey too; of a year not yet known, those without an end
    select
        ram.matar,
        ram.enhet_kod
    from {{ ref("int_enhet__ram") }} as ram
    inner join {{ ref("enhet") }} as enhet
        on ram.enhet_kod = enhet.enhet_kod
    left join {{ ref("matar") }} as nasta
        on ram.matar + 1 = nasta.matar
    where enhet.giltig_till is null or enhet.giltig_till >= nasta.matdatum

),

tidigare_svar as (

    select * from {{ ref("int_svar__per_roll") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

svarsklass as (

    select * from {{ ref("svarsklass") }}

),

-- The survey on the first day of next year's window settles what it can: what it says was done lies
-- before that window.
vilar_pa as (

    select
        bedomt.matar,
        nasta_fraga.nasta_matar,
        bedomt.enhet_kod,
        bedomt.indikator_id,
        bedomt.grund_kod,
        nasta_fraga.fraga_kod,
        nasta_fraga.omrade_kod,
        nasta_fraga.delfraga_kod,
        fraga_per_ar.fonster_manader,
        nasta_fraga.fonster_manader as nasta_fonster_manader,
        nasta_fraga.fonster_ar as nasta_fonster_ar,
        case when {{ saknas("tidigare_svar.bas") }} then null else tidigare_svar.bas end
            as tidigare_bas,
        -- of use only where its window leaves no gap after the beginning of this year's
        case
            when
                not {{ saknas("tidigare_svar.uppfoljning") }}
                and tidigare_fraga.fonster_ar <= fraga_per_ar.fonster_ar
                then tidigare_svar.uppfoljning
        end as tidigare_uppfoljning
    from bedomt
    inner join kvar_i_ramen
        on
            bedomt.matar = kvar_i_ramen.matar
            and bedomt.enhet_kod = kvar_i_ramen.enhet_kod
    inner join nasta_fraga
        on
            bedomt.matar = nasta_fraga.matar
            and bedomt.indikator_id = nasta_fraga.indikator_id
            and bedomt.regel_id = nasta_fraga.regel_id
    inner join fraga_per_ar
        on
            bedomt.matar = fraga_per_ar.matar
            and nasta_fraga.fraga_kod = fraga_per_ar.fraga_kod
            and nasta_fraga.omrade_kod = fraga_per_ar.omrade_kod
            and nasta_fraga.delfraga_kod = fraga_per_ar.delfraga_kod
    left join jamforbarhet
        on
            bedomt.matar = jamforbarhet.fran_matar
            and bedomt.indikator_id = jamforbarhet.indikator_id
    left join tidigare_svar
        on
            nasta_fraga.fonster_ar = tidigare_svar.matar
            and bedomt.matar > tidigare_svar.matar
            and bedomt.enhet_kod = tidigare_svar.enhet_kod
            and bedomt.indikator_id = tidigare_svar.indikator_id
    left join fraga_per_ar as tidigare_fraga
        on
            nasta_fraga.fonster_ar = tidigare_fraga.matar
            and nasta_fraga.fraga_kod = tidigare_fraga.fraga_kod
            and nasta_fraga.omrade_kod = tidigare_fraga.omrade_kod
            and nasta_fraga.delfraga_kod = tidigare_fraga.delfraga_kod
    where
        -- next year's window opens later than this year's
        nasta_fraga.fonster_ar > fraga_per_ar.fonster_ar
        and coalesce(jamforbarhet.klass, 'direkt') <> 'ej'

),

provat as (

    select
        *,
        case
            when nasta_fonster_ar >= matar then 'fonstret_borjar_efter_svaret'
            -- there was nothing to follow up then: what was done lies within next year's window
            when tidigare_bas <> 'ja' then null
            -- not followed up, and not new, in all of the time that next year's window leaves out
            when tidigare_uppfoljning = 'nej' then null
            when tidigare_bas is null or tidigare_uppfoljning is null then 'tidigare_svar_saknas'
            when grund_kod = 'nyligen' then 'fanns_fore_fonstret'
            else 'uppfoljd_aven_fore_fonstret'
        end as skal_kod
    from vilar_pa

),

enkel as (

    select
        *,
        skal_kod in ('fonstret_borjar_efter_svaret', 'fanns_fore_fonstret') as ar_sakert
    from provat
    where skal_kod is not null

),

utfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

delar as (

    select
        hel.matar,
        hel.matar + 1 as nasta_matar,
        hel.enhet_kod,
        hel.indikator_id,
        hel.regel_id,
        count(*) filter (where del.utfall = 'ja') as ja_antal,
        count(*) filter (where del.utfall is null) as saknas_antal,
        count(enkel.indikator_id) as upphor_antal,
        count(*) filter (where enkel.ar_sakert) as sakert_antal
    from utfall as hel
    inner join {{ ref("indikator_komponent") }} as komponent
        on hel.indikator_id = komponent.indikator_id
    inner join utfall as del
        on
            hel.matar = del.matar
            and hel.enhet_kod = del.enhet_kod
            and komponent.komponent_indikator_id = del.indikator_id
    left join enkel
        on
            del.matar = enkel.matar
            and del.enhet_kod = enkel.enhet_kod
            and del.indikator_id = enkel.indikator_id
    where hel.utfall = 'ja'
    group by hel.matar, hel.enhet_kod, hel.indikator_id, hel.regel_id

),

sammansatt as (

    -- "alla" falls with one of its parts, "minst en" with the last of them
    select
        matar,
        nasta_matar,
        enhet_kod,
        indikator_id,
        case regel_id
            when 'sammansatt_alla' then 'en_del_upphor'
            else 'alla_delar_upphor'
        end as skal_kod,
        case regel_id
            when 'sammansatt_alla' then sakert_antal > 0
            else sakert_antal = ja_antal and saknas_antal = 0
        end as ar_sakert
    from delar
    where
        upphor_antal > 0
        and (regel_id = 'sammansatt_alla' or upphor_antal = ja_antal)

),

samlat as (

    select
        matar,
        nasta_matar,
        enhet_kod,
        indikator_id,
        grund_kod,
        skal_kod,
        ar_sakert,
        fraga_kod,
        omrade_kod,
        delfraga_kod,
        case grund_kod when 'nyligen' then 'nyligen' else 'ja' end as svarsklass,
        fonster_manader,
        nasta_fonster_manader,
        nasta_fonster_ar,
        tidigare_bas as tidigare_bas_svarsklass,
        tidigare_uppfoljning as tidigare_svarsklass
    from enkel

    union all

    select
        matar,
        nasta_matar,
        enhet_kod,
        indikator_id,
        'delar' as grund_kod,
        skal_kod,
        ar_sakert,
        null as fraga_kod,
        null as omrade_kod,
        null as delfraga_kod,
        null as svarsklass,
        null as fonster_manader,
        null as nasta_fonster_manader,
        null as nasta_fonster_ar,
        null as tidigare_bas_svarsklass,
        null as tidigare_svarsklass
    from sammansatt

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

final as (

    select
        samlat.matar,
        samlat.nasta_matar,
        samlat.enhet_kod,
        samlat.indikator_id,
        samlat.grund_kod,
        samlat.ar_sakert,
        samlat.skal_kod,
        samlat.fraga_kod,
        samlat.omrade_kod,
        samlat.delfraga_kod,
        samlat.svarsklass,
        samlat.fonster_manader,
        samlat.nasta_fonster_manader,
        samlat.nasta_fonster_ar,
        samlat.tidigare_bas_svarsklass,
        samlat.tidigare_svarsklass,
        indikator.kortnamn || ' är Ja ' || cast(samlat.matar as varchar)
        || case samlat.grund_kod
            when 'nyligen'
                then ' eftersom ' || samlat.fraga_kod || ' säger att det upprättades nyligen'
            when 'uppfoljning'
                then ' eftersom ' || samlat.fraga_kod || ' säger att det är uppföljt'
            else ''
        end
        || case samlat.skal_kod
            when 'fonstret_borjar_efter_svaret' then '.'
            when 'fanns_fore_fonstret'
                then ', men det fanns redan ' || cast(samlat.nasta_fonster_ar as varchar) || '.'
            when 'uppfoljd_aven_fore_fonstret'
                then
                    ', och svaret ' || cast(samlat.nasta_fonster_ar as varchar)
                    || ' var ”' || svarsklass.svarsklass_text || '”.'
            when 'tidigare_svar_saknas'
                then ', men svar från ' || cast(samlat.nasta_fonster_ar as varchar) || ' saknas.'
            when 'en_del_upphor' then ' så länge alla delar är det, och minst en av dem upphör.'
            else ' så länge någon del är det, och alla de som är det upphör.'
        end
        || coalesce(
            ' Fönstret ' || cast(samlat.nasta_matar as varchar) || ' ('
            || cast(samlat.nasta_fonster_manader as varchar) || ' månader) börjar på mätdagen '
            || cast(samlat.nasta_fonster_ar as varchar) || '.',
            ''
        )
        || case
            when samlat.ar_sakert then ' Utan ny uppföljning blir utfallet Nej.'
            when samlat.grund_kod = 'delar' then ' Utan ny uppföljning kan utfallet bli Nej.'
            else ' Om det gjordes före dess, och utan ny uppföljning, blir utfallet Nej.'
        end as mening,
        markning.markning
    from samlat
    cross join markning
    inner join indikator
        on samlat.indikator_id = indikator.indikator_id
    left join svarsklass
        on samlat.tidigare_svarsklass = svarsklass.svarsklass

)

select * from final
