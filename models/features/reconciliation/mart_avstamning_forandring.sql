-- One row is one published change × way to count undecided units (obestamda_som), with the change
-- that the warehouse computes for the same years and what it is made of, or the reason.

with raknad as (

    select * from {{ ref("int_avstamning__delning") }}

),

overgang_slag as (

    select * from {{ ref("enhetsovergang") }}

),

orsak as (

    select
        orsak_kod,
        orsak_text
    from {{ ref("orsak") }}

    union all

    select
        orsak_kod,
        orsak_text
    from {{ ref("avstamning_orsak") }}

    union all

    select
        orsak_kod,
        orsak_text
    from {{ ref("tid_orsak") }}

),

final as (

    select
        raknad.slag,
        raknad.publicerad_nyckel,
        raknad.fran_matar,
        raknad.till_matar,
        raknad.obestamda_som,
        raknad.gruppindelning,
        raknad.grupp_kod,
        raknad.kommun_kod,
        raknad.indikator_id,
        raknad.kolada_id,
        raknad.matt,
        raknad.publicerat_fran_text,
        raknad.publicerat_till_text,
        raknad.fran_belagg_typ,
        raknad.till_belagg_typ,
        raknad.publicerad_forandring,
        raknad.publicerad_lagsta_forandring,
        raknad.publicerad_hogsta_forandring,
        raknad.publicerad_orsak_kod,
        raknad.fran_kalla,
        raknad.till_kalla,
        raknad.jamforbarhet,
        raknad.beraknad_forandring_procentenheter,
        raknad.ar_forenlig,
        raknad.regel_procentenheter,
        raknad.ram_procentenheter,
        raknad.svar_procentenheter,
        raknad.verklig_procentenheter,
        raknad.storsta_del_kod,
        raknad.regel_orsak_kod,
        raknad.overgang_kod,
        raknad.ar_verklig,
        raknad.delning_orsak_kod as orsak_kod,
        coalesce(
            'Publicerat: ' || raknad.publicerat_fran_text || ' '
            || cast(raknad.fran_matar as varchar) || ', ',
            'Inget är publicerat för ' || cast(raknad.fran_matar as varchar) || '; '
        )
        || coalesce(raknad.publicerat_till_text, 'inget jämförbart') || ' '
        || cast(raknad.till_matar as varchar) || '. '
        || case
            when raknad.publicerad_orsak_kod = 'utanfor_skalan'
                then publicerad_orsak.orsak_text || ' '
            else ''
        end
        || case
            when raknad.markning is not null and raknad.indikator_id is not null
                then 'Beräknat ur syntetiska exempeldata, inte ur verkliga svar: '
            else 'Beräknat: '
        end
        || coalesce(
            {{ tal_med_tecken("raknad.beraknad_forandring_procentenheter") }} || ' procentenheter',
            overgang_slag.overgang_text,
            'inget'
        )
        || case
            when raknad.delning_orsak_kod is null
                then
                    ', varav'
                    || coalesce(
                        ' regeln ' || {{ tal_med_tecken("raknad.regel_procentenheter") }} || ',', ''
                    )
                    || ' ramen ' || {{ tal_med_tecken("raknad.ram_procentenheter") }}
                    || ', svarsbortfallet ' || {{ tal_med_tecken("raknad.svar_procentenheter") }}
                    || ' och verklig förändring '
                    || {{ tal_med_tecken("raknad.verklig_procentenheter") }} || '.'
                    || case raknad.storsta_del_kod
                        when 'regel' then ' Störst är regelns del.'
                        when 'ram' then ' Störst är ramens del.'
                        when 'svar' then ' Störst är svarsbortfallets del.'
                        when 'verklig' then ' Störst är den verkliga förändringen.'
                        else ''
                    end
                    || case raknad.obestamda_som
                        when 'nej' then ' Obestämda enheter är räknade som nej.'
                        when 'ja' then ' Obestämda enheter är räknade som ja.'
                        else ''
                    end
                    || coalesce(' ' || regel_orsak.orsak_text, '')
            when raknad.overgang_kod = 'oforandrad' and raknad.ar_verklig
                then ' Med det senare årets regel båda åren hade utfallet ändrats.'
            when raknad.overgang_kod not in ('till_ja', 'fran_ja', 'annan_andring') then ''
            when raknad.ar_verklig then ' Utfallet ändrades också med samma regel båda åren.'
            when not raknad.ar_verklig then ' Bara regeln ändrades.'
            when raknad.overgang_kod is not null then ' Om det var regeln kan inte avgöras.'
            else '. ' || orsak.orsak_text
        end
        || case raknad.jamforbarhet
            when 'delvis' then ' Åren är bara delvis jämförbara.'
            else ''
        end as delning_text,
        raknad.markning
    from raknad
    left join overgang_slag
        on raknad.overgang_kod = overgang_slag.overgang_kod
    left join orsak
        on raknad.delning_orsak_kod = orsak.orsak_kod
    left join orsak as publicerad_orsak
        on raknad.publicerad_orsak_kod = publicerad_orsak.orsak_kod
    left join orsak as regel_orsak
        on raknad.regel_orsak_kod = regel_orsak.orsak_kod

)

select * from final
