-- One row is one ja of one unit that is nej at the next survey unless something is followed up
-- before: it rests on an answer that next year's window does not, or need not, reach.

with enkel as (

    select * from {{ ref("int_utfall__upphor") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

svarsklass as (

    select * from {{ ref("svarsklass") }}

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
        svarsklass,
        fonster_manader,
        nasta_fonster_manader,
        nasta_fonster_ar,
        tidigare_bas_svarsklass,
        tidigare_svarsklass
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
