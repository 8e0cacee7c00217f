-- noqa: disable=LT02,AL05
-- Every shim of macros/engine, and what no shim changes, gives the same on every engine: hard cases
-- with what is right. A row that is returned is a case that this engine answers in another way.

{% set fall = {
    "heltalsdivision": [
        ["7", "2", "3"], ["-7", "2", "-3"], ["1", "2", "0"], ["-1", "2", "0"], ["0", "5", "0"],
        ["29999", "200", "149"], ["2147483648", "3", "715827882"], [none, "5", none],
        ["5", none, none],
    ],
    "stort_heltal": [
        ["3000000000", "3000000000", "9000000000000000000"],
        ["99999999999", "-99999999999", "-9999999999800000000001"], ["0", "-5", "0"],
        [none, "5", none],
    ],
    "gemensam_namnare": [
        ["4", "6", "12"], ["7", "7", "7"], ["0", "9", "0"], ["9", "0", "0"], ["1", "316", "316"],
        ["99999999977", "99999999947", "9999999992400000001219"], [none, "6", none],
        ["6", none, none],
    ],
    "forsok_heltal": [
        ["2017", "", "2017"], ["0114", "", "114"], ["999999999", "", "999999999"],
        ["9999999999", "", none], ["-5", "", none], ["+5", "", none], ["2017.5", "", none],
        ["2017.0", "", none], ["2e3", "", none], [" 2017", "", none], ["2017\n", "", none],
        ["", "", none], ["\u0664\u0662", "", none], ["fem", "", none], [none, "", none],
    ],
    "forsok_tidpunkt": [
        ["2017-02-01", "", "2017-02-01 00:00:00"], ["2016-02-29", "", "2016-02-29 00:00:00"],
        ["2000-02-29", "", "2000-02-29 00:00:00"], ["2017-02-29", "", none],
        ["1900-02-29", "", none], ["2017-02-30", "", none], ["2017-04-31", "", none],
        ["2017-13-01", "", none], ["2017-00-10", "", none], ["0000-01-01", "", none],
        ["2017-02-01T08:30:15", "", "2017-02-01 08:30:15"],
        ["2017-02-01 08:30", "", "2017-02-01 08:30:00"],
        ["2017-02-01T08:30:15.123456789", "", "2017-02-01 08:30:15.123456"],
        ["2017-02-01T00:30:00+02:00", "", "2017-01-31 22:30:00"],
        ["2017-02-01T08:30:00-0330", "", "2017-02-01 12:00:00"],
        ["2017-02-01T08:30+01", "", "2017-02-01 07:30:00"],
        ["2017-02-01 08:30-01:30", "", "2017-02-01 10:00:00"],
        ["2017-02-01T08:30:00Z", "", "2017-02-01 08:30:00"],
        ["2017-02-01 08:30:00z", "", "2017-02-01 08:30:00"], ["2017-02-01T24:00:00", "", none],
        ["2017-02-01T08:60:00", "", none], ["2017-02-01T08:30:60", "", none],
        ["2017-02-01 08:30:00 CET", "", none], ["2017-2-1", "", none], ["17-02-01", "", none],
        ["epoch", "", none], ["2017-02-01 (BC)", "", none], ["2017-02-01\n", "", none],
        ["", "", none], [none, "", none],
    ],
    "vik_blanksteg": [
        ["a  b", "", "a b"], ["\ta\r\n b\u00a0\u2007\u202f\ufeff", "", " a b "],
        ["a\u2003b\u200bc", "", "a\u2003b\u200bc"], ["A\u030ae\u0301o\u0308", "", "Åéö"],
        ["ÅÄÖ åäö é ü", "", "ÅÄÖ åäö é ü"], ["[\\s]+ 'x'", "", "[\\s]+ 'x'"], ["", "", ""],
        [none, "", none],
    ],
    "filnamn": [
        ["/a/b/leverans_00001_x.parquet", "", "leverans_00001_x.parquet"],
        ["C:\\data\\å ä.parquet", "", "å ä.parquet"], ["ensam.parquet", "", "ensam.parquet"],
        ["a/", "", ""], [none, "", none],
    ],
    "lower": [["ÅÄÖÉ Ja", "", "åäöé ja"], ["STRASSE", "", "strasse"], [none, "", none]],
    "textordning": [
        ["Z", "a", "Z"], ["a", "Å", "a"], ["Ä", "Å", "Ä"], ["a b", "aa", "a b"], ["", "a", ""],
        ["A1", "A10", "A1"],
    ],
    "likhet": [["a", "a ", "nej"], ["a", "A", "nej"], ["å", "a", "nej"], ["å", "å", "ja"]],
    "avrundning": [
        ["0.5", "", "1"], ["1.5", "", "2"], ["2.5", "", "3"], ["-0.5", "", "-1"],
        ["-2.5", "", "-3"], ["2.4", "", "2"], [none, "", none],
    ],
    "rest": [["7", "3", "1"], ["-7", "3", "-1"], ["0", "3", "0"], [none, "3", none]],
} %}

{% set uttryck = {
    "heltalsdivision": heltalsdivision("sum(cast(a as bigint))", "sum(cast(b as bigint))"),
    "stort_heltal": "sum(" ~ stort_heltal("a") ~ " * " ~ stort_heltal("b") ~ ")",
    "gemensam_namnare": "max(" ~ gemensam_namnare([stort_heltal("a"), stort_heltal("b")]) ~ ")",
    "forsok_heltal": "max(" ~ forsok_heltal("a") ~ ")",
    "forsok_tidpunkt": "max(" ~ forsok_tidpunkt("a") ~ ")",
    "vik_blanksteg": "max(" ~ vik_blanksteg("a") ~ ")",
    "filnamn": "max(" ~ filnamn("a") ~ ")",
    "lower": "max(lower(a))",
    "textordning": "max(case when a < b then a else b end)",
    "likhet": "max(case when a = b then 'ja' else 'nej' end)",
    "avrundning": "max(cast(round(cast(a as decimal(9, 1)), 0) as integer))",
    "rest": "max(mod(cast(a as integer), cast(b as integer)))",
} %}

with {% for shim in fall %}
{{ shim }} as (

    select
        '{{ shim }}' as shim,
        a,
        b,
        vantat,
        cast({{ uttryck[shim] }} as varchar) as svar
    from (
        values
        {% for rad in fall[shim] -%}
        ({{ text_literal(rad[0]) }}, {{ text_literal(rad[1]) }}, {{ text_literal(rad[2]) }})
        {{- ", " if not loop.last }}
        {% endfor -%}
    ) as fall (a, b, vantat)
    group by a, b, vantat

),
{% endfor %}
alla as (

    {% for shim in fall %}
    select * from {{ shim }}
    {{ "union all" if not loop.last }}
    {% endfor %}

),

final as (

    select
        shim || ': ' || coalesce(a, 'null') || ', ' || coalesce(b, 'null') || ' gav '
        || coalesce(svar, 'null') || ', rätt är ' || coalesce(vantat, 'null') as mening
    from alla
    where svar is distinct from vantat

)

select * from final
