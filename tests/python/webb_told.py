"""What the pages tell beside results and shares: counts, ways, what lapses, moves, likeness.

Each is counted anew from the marts, in SQL of its own, by the key that the cell carries.
"""

import re
from collections import Counter, defaultdict
from typing import Any

import duckdb

Key = tuple[str, ...]
_SINGLE = """
    enkel as (select indikator_id from marts.dim_indikator where indikator_typ <> 'sammansatt'),
    vems as (
        select matar, 'enhet' as typ, enhet_kod as kod, enhet_kod from marts.bridge_enhet_grupp
        where gruppindelning = 'riket'
        union all
        select matar, gruppindelning, grupp_kod, enhet_kod from marts.bridge_enhet_grupp
    ),
    vag as (
        select matar, enhet_kod, indikator_id, steg_antal, lage_text, forslag_text,
            row_number() over (
                partition by matar, enhet_kod, indikator_id order by steg_antal, forslag_nr
            ) as plats
        from marts.mart_vagen_till_ja
        where ar_atgard = 1 and indikator_id in (from enkel)
    ),
    upphor as (
        select matar, enhet_kod, indikator_id, mening from kvalitet.kva_upphor_nasta_ar
        where indikator_id in (from enkel)
    )
"""
# Each gives matar, typ, kod, indikator, column, value.
_NUMBERS = (
    f"""
    with {_SINGLE}
    select vems.matar, typ, kod, 'alla', coalesce(utfall, 'saknas') || '_antal', count(*)
    from vems inner join marts.fct_enhetsutfall as fakta
        on vems.matar = fakta.matar and vems.enhet_kod = fakta.enhet_kod
    where indikator_id in (from enkel) and typ = 'enhet'
    group by all
    """,
    f"""
    with {_SINGLE}
    select vems.matar, typ, kod, 'alla', 'ett_steg_antal', count(*)
    from vems inner join vag on vems.matar = vag.matar and vems.enhet_kod = vag.enhet_kod
    where plats = 1 and steg_antal = 1
    group by all
    """,
    f"""
    with {_SINGLE}
    select vems.matar, typ, kod, 'alla', 'upphor_antal', count(*)
    from vems inner join upphor on vems.matar = upphor.matar and vems.enhet_kod = upphor.enhet_kod
    group by all
    """,
    """
    select matar, gruppindelning, grupp_kod, 'alla', kolumn, antal from (
        unpivot (
            select matar, gruppindelning, grupp_kod, enheter_antal, svarande_antal,
                svarsfrekvens_procent
            from marts.fct_svarsfrekvens where omrade_kod = 'alla'
        ) on enheter_antal, svarande_antal, svarsfrekvens_procent into name kolumn value antal
    )
    """,
    """
    select matar, gruppindelning, grupp_kod, 'alla', 'indikatorer_antal', count(*)
    from marts.fct_gruppvarde group by all
    """,
    f"""
    with {_SINGLE}
    select matar, gruppindelning, grupp_kod, 'alla', 'redovisas_antal', count(*)
    from marts.fct_gruppvarde where redovisas and indikator_id in (from enkel) group by all
    """,
    """
    select varde.matar, 'riket', '00', indikator_id, coalesce(utfall, orsak_kod) || '_antal',
        count(*)
    from marts.fct_enhetsutfall as varde group by all
    """,
    """
    select byte.till_matar, typ, kod, indikator_id, overgang_kod || '_antal', count(*)
    from marts.fct_enhetsovergang as byte
    inner join (
        select matar, gruppindelning as typ, grupp_kod as kod, enhet_kod
        from marts.bridge_enhet_grupp
    ) as vems on byte.till_matar = vems.matar and byte.enhet_kod = vems.enhet_kod
    group by all
    """,
    """
    select till_matar, gruppindelning, grupp_kod, indikator_id, 'forandring_procentenheter',
        forandring_procentenheter
    from marts.fct_forandring where fran_matar = till_matar - 1
    """,
    """
    select matar, 'kommun', kommun_kod, liknande_kommun_kod, 'avstand_promille', avstand_promille
    from marts.mart_liknande_kommun where orsak_kod is null
    """,
)
# Counts that may be of no row at all: nothing is left out of the pages, not even a zero.
_ZERO = re.compile(r"^(?!andel|hogsta|lagsta).*_antal$")


class Told:
    """What the pages tell in words and counts, by key."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Count everything anew."""

        def rows(sql: str) -> list[tuple[Any, ...]]:
            return connection.execute(f"with {_SINGLE} {sql}").fetchall()

        self._numbers = {
            (str(matar), *whose, kolumn): value
            for sql in _NUMBERS
            for matar, *whose, kolumn, value in connection.execute(sql).fetchall()
        }
        self._whole = {
            (str(matar), *key): antal
            for matar, *key, antal in rows(
                """
                select matar, gruppindelning, grupp_kod, 'alla', skillnad || '_antal', jamfort_med,
                    count(*)
                from marts.fct_gruppvarde_ovriga
                where skillnad is not null and indikator_id in (from enkel) group by all
                """
            )
        }
        self._names = dict(rows("select enhet_kod, enhet_namn from marts.dim_enhet"))
        self._lan = dict(
            rows(
                "select enhet_kod, kommun.lan_namn from marts.dim_enhet "
                "inner join marts.dim_kommun as kommun using (kommun_kod)"
            )
        )
        self._members: dict[Key, set[str]] = defaultdict(set)
        for matar, typ, kod, enhet in rows("select matar, typ, kod, enhet_kod from vems"):
            self._members[str(matar), typ, kod].add(enhet)
        self._ways = {
            (str(matar), enhet, indikator): dict(
                steg_antal=steg, lage_text=lage, forslag_text=forslag
            )
            for matar, enhet, indikator, steg, lage, forslag in rows(
                "select matar, enhet_kod, indikator_id, steg_antal, lage_text, forslag_text "
                "from vag where plats = 1"
            )
        }
        self._lapses: dict[Key, dict[str, str]] = defaultdict(dict)
        for matar, enhet, indikator, mening in rows(
            "select matar, enhet_kod, indikator_id, mening from upphor"
        ):
            self._lapses[str(matar), indikator][enhet] = mening
        self._areas = dict(rows("select omrade_kod, omrade_namn from metadata.verksamhetsomrade"))
        self._families: dict[Key, dict[str, tuple[Any, ...]]] = defaultdict(dict)
        for matar, enhet, familj, *counts in rows(
            "select matar, enhet_kod, familj, ja_antal, omraden_antal, omraden_ja, omraden_saknar "
            "from marts.mart_omraden where orsak_kod is null"
        ):
            self._families[str(matar), familj][enhet] = tuple(counts)
        self._answers: dict[Key, Counter[tuple[str, str]]] = defaultdict(Counter)
        for matar, enhet, indikator, roll, klass in rows(
            "select matar, enhet_kod, indikator_id, roll_namn, "
            "coalesce(svarsklass_text, 'inget svar') from marts.mart_bevis_svar "
            "left join metadata.svarsklass using (svarsklass)"
        ):
            self._answers[str(matar), enhet, indikator][roll, klass] += 1
        self._parts: dict[Key, str] = {}
        for matar, enhet, indikator, *counts in rows(
            """
            select matar, enhet_kod, komponent.indikator_id, count(*),
                count(*) filter (where utfall = 'ja'), count(*) filter (where utfall = 'delvis'),
                count(*) filter (where utfall = 'nej'),
                count(*) filter (where utfall = 'ej_aktuellt'),
                count(*) filter (where utfall is null)
            from marts.fct_enhetsutfall as fakta
            inner join regler.indikator_komponent as komponent
                on fakta.indikator_id = komponent.komponent_indikator_id
            group by all
            """
        ):
            words = ("Ja", "Delvis", "Nej", "ej aktuellt", "saknas")
            told = ", ".join(f"{n} {word}" for n, word in zip(counts[1:], words, strict=True) if n)
            self._parts[str(matar), enhet, indikator] = f"{counts[0]} delar: {told}"
        self._branches = {
            (str(matar), enhet, indikator): (text, f"{taljare}/{namnare}")
            for matar, enhet, indikator, text, taljare, namnare in rows(
                """
                select matar, enhet_kod, fakta.indikator_id, regel_text, ingar_i_taljare,
                    ingar_i_namnare
                from marts.fct_enhetsutfall as fakta
                left join intermediate.int_regel__text as gren
                    on fakta.indikator_id = gren.indikator_id and fakta.regel_id = gren.regel_id
                    and fakta.gren_id = gren.gren_id
                """
            )
        }
        self._worse: dict[Key, set[tuple[int, int, int]]] = defaultdict(set)
        for matar, typ, kod, indikator, *share in rows(
            "select matar, gruppindelning, grupp_kod, indikator_id, ovriga_andel_procent, "
            "ovriga_ja_antal, ovriga_namnare_antal from marts.mart_samre_och_forsamras"
        ):
            self._worse[str(matar), typ, kod, indikator].add(tuple(share))
        self._pairs = {
            (str(matar), indikator): tuple(texts)
            for matar, indikator, *texts in rows(
                "select till_matar, indikator_id, klass_text, klass_text_en "
                "from marts.dim_jamforbarhet "
                "inner join regler.jamforbarhet_klass using (klass) "
                "where fran_matar = till_matar - 1 and fran_stalld and till_stalld"
            )
        }
        self._likeness = {
            (str(matar), *whose): procent
            for matar, *whose, procent in rows(
                "select matar, kommun_kod, liknande_kommun_kod, variabel_namn, bidrag_procent "
                "from marts.mart_liknande_kommun where orsak_kod is null"
            )
        }

    def knows(self, kolumn: str) -> bool:
        """Return whether a column is told in words of its own."""
        return hasattr(self, f"_says_{kolumn}")

    def says(self, key: Key, text: str) -> bool:
        """Return whether *text* is what the marts have for the key."""
        matar, typ, kod, indikator, kolumn, *whole = key
        if self.knows(kolumn):
            return bool(getattr(self, f"_says_{kolumn}")(key, text))
        if whole:
            return text == str(self._whole.get(key, 0))
        if ((matar, indikator) in self._families and typ != "riket") or kolumn == "alla_antal":
            return self._says_family(key, text)
        if key not in self._numbers and not (
            _ZERO.match(kolumn) and (matar, typ, kod) in self._members
        ):
            return False
        found = re.search(r"[+-]?[\d,]+", text)
        return bool(found) and float(found[0].replace(",", ".")) == float(self._numbers.get(key, 0))

    def _says_names(self, text: str, koder: set[str]) -> bool:
        """Return whether a list names these units: all, or the first and how many are left."""
        first, _, rest = text.partition(" och ")
        left = int(rest.split()[0]) if rest else 0
        named = [name.strip() for name in first.split(", ")] if first not in {"", "ingen"} else []
        names = Counter(self._names[kod] for kod in koder)
        return not Counter(named) - names and len(named) + left == len(koder)

    def _says_steg_antal(self, key: Key, text: str) -> bool:
        return text == str(self._ways[key[0], key[2], key[3]]["steg_antal"])

    def _says_lage_text(self, key: Key, text: str) -> bool:
        return text == self._ways[key[0], key[2], key[3]]["lage_text"]

    def _says_forslag_text(self, key: Key, text: str) -> bool:
        return text.startswith(self._ways[key[0], key[2], key[3]]["forslag_text"])

    def _says_ett_steg_enheter(self, key: Key, text: str) -> bool:
        matar, typ, kod, indikator, _ = key
        near = {
            enhet
            for enhet in self._members[matar, typ, kod]
            if self._ways.get((matar, enhet, indikator), {}).get("steg_antal") == 1
        }
        return self._says_names(text, near)

    def _lapsing(self, key: Key) -> dict[str, set[str]]:
        """Return by sentence the units of a subject whose Ja lapses so."""
        matar, typ, kod, indikator, _ = key
        found: dict[str, set[str]] = defaultdict(set)
        for enhet, mening in self._lapses[matar, indikator].items():
            if enhet in self._members[matar, typ, kod]:
                found[mening].add(enhet)
        return found

    def _says_mening(self, key: Key, text: str) -> bool:
        return text in self._lapsing(key)

    def _says_upphor_antal(self, key: Key, text: str) -> bool:
        if key[3] == "alla":
            return text == str(self._numbers.get(key, 0))
        count, _, names = text.partition(": ")
        return any(
            int(count) == len(koder) and self._says_names(names, koder)
            for koder in self._lapsing(key).values()
        )

    def _says_family(self, key: Key, text: str) -> bool:
        matar, typ, kod, familj, kolumn = key
        units = self._families[matar, familj]
        if typ == "enhet":
            ja, alla, has, lacks = units[kod]
            if kolumn == "ja_antal":
                return text == f"{ja} av {alla}"
            return self._says_areas(text, has if kolumn == "omraden_ja" else lacks)
        own = [units[one] for one in self._members[matar, typ, kod] if one in units]
        if kolumn == "alla_antal":
            return text == f"{sum(one[0] == one[1] for one in own)} av {len(own)}"
        lacking = Counter(
            self._areas[omrade] for one in own for omrade in (one[3] or "").split(",") if omrade
        )
        told = re.findall(r"(\S.*?) (\d+)(?:, |$)", text)
        return {name: int(antal) for name, antal in told} == lacking

    def _says_areas(self, text: str, koder: str | None) -> bool:
        names = [self._areas[kod] for kod in (koder or "").split(",") if kod]
        return text == (", ".join(names) or "inget område")

    _says_omraden_ja = _says_omraden_saknar = _says_family

    def _says_gren_id(self, key: Key, text: str) -> bool:
        return text == (self._branches[key[0], key[2], key[3]][0] or "–")

    def _says_raknas(self, key: Key, text: str) -> bool:
        return text == self._branches[key[0], key[2], key[3]][1]

    def _says_svar(self, key: Key, text: str) -> bool:
        """Return whether the answers are those of the proof; of a change, those that differ."""
        matar, _, kod, indikator, _ = key
        now = self._answers[matar, kod, indikator]
        if "→" not in text and not text.startswith("Samma svar"):
            told = self._parts.get((matar, kod, indikator)) or "; ".join(
                f"{roll}: {klass}" for (roll, klass), n in now.items() for _ in range(n)
            )
            return Counter(text.split("; ")) == Counter((told or "–").split("; "))
        before = self._answers[str(int(matar) - 1), kod, indikator]
        for change in text.partition("Delvis jämförbar: ")[0].split("; "):
            roll, _, answers = change.partition(": ")
            old, arrow, new = (part.strip() for part in answers.partition(" → "))
            if arrow and not (
                ((roll, old) in before or old == "inget svar")
                and ((roll, new) in now or new == "inget svar")
            ):
                return False
        return True

    def _says_ovriga_andel_procent(self, key: Key, text: str) -> bool:
        told = re.findall(r"(\d+) % \((\d+) av (\d+)\)", text)
        return {tuple(map(int, share)) for share in told} == self._worse[key[:4]]

    def _says_jamforbarhet(self, key: Key, text: str) -> bool:
        return text.startswith(self._pairs.get((key[0], key[3]), ("–",)))

    def _says_bidrag_procent(self, key: Key, text: str) -> bool:
        matar, _, kod, other, _, variabel = key
        procent = self._likeness[matar, kod, other, variabel]
        return text == ("–" if procent is None else f"{procent} %")

    def _says_lan_namn(self, key: Key, text: str) -> bool:
        return text == self._lan[key[2]]
