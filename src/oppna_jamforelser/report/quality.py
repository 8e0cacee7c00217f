"""What in the subject's own answers somebody should look at: refused rows and skip-logic faults."""

from collections import Counter
from dataclasses import dataclass

from oppna_jamforelser.report.scope import Scope
from oppna_jamforelser.report.subject import Subject


@dataclass(frozen=True)
class Finding:
    """Something about an answer: where it stands and what to do."""

    fraga: str
    text: str
    antal: int


def read_findings(scope: Scope) -> dict[str, Counter[tuple[str, str]]]:
    """Return by unit its refused rows, then its skip-logic faults, by question and text."""
    findings: dict[str, Counter[tuple[str, str]]] = {}
    for row in scope.warehouse.rows(
        """
        select enhet_kod, coalesce(fraga_kod, '') as fraga,
            orsak_text || ' ' || coalesce(atgard, '') as text, count(*) as antal
        from kvalitet.kva_karantan
        where matar = ? and enhet_kod in (select unnest(?::varchar[])) and slag = 'svar'
        group by 1, 2, 3
        order by 1, 2, 3
        """,
        str(scope.matar), scope.enheter,
    ):  # fmt: skip
        findings.setdefault(row["enhet_kod"], Counter())[row["fraga"], row["text"]] = row["antal"]
    for row in scope.warehouse.rows(
        """
        select enhet_kod, fraga_kod, fel_kod, count(*) as antal
        from kvalitet.kva_hopplogik
        where matar = ? and enhet_kod in (select unnest(?::varchar[]))
        group by 1, 2, 3
        order by 1, 2, 3
        """,
        scope.matar, scope.enheter,
    ):  # fmt: skip
        key = row["fraga_kod"], scope.texts(f"fel_{row['fel_kod']}")
        findings.setdefault(row["enhet_kod"], Counter())[key] = row["antal"]
    return findings


def findings_of(findings: dict[str, Counter[tuple[str, str]]], subject: Subject) -> list[Finding]:
    """Return the findings of the subject's units together."""
    total: Counter[tuple[str, str]] = Counter()
    for kod in subject.enheter:
        total.update(findings.get(kod, {}))
    return [Finding(fraga, text, antal) for (fraga, text), antal in total.items()]
