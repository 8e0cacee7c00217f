"""What in the subject's own answers somebody should look at: refused rows and skip-logic faults."""

from dataclasses import dataclass

from oppna_jamforelser.report.subject import Subject
from oppna_jamforelser.warehouse import Row, Warehouse

FEL_TEXT = {
    "foljdfraga_utan_bas": "Följdfrågan är besvarad men inte frågan före.",
    "foljdfraga_efter_nej": "Följdfrågan är besvarad fast frågan före har svaret Nej.",
    "foljdfraga_efter_annat_svar": "Följdfrågan är besvarad fast svaret på frågan före inte leder "
    "till den.",
    "svar_efter_oppning_nej": "Frågan är besvarad fast området sägs inte kunna besvaras.",
}


@dataclass(frozen=True)
class Finding:
    """Something about an answer: where it stands and what to do."""

    fraga: str
    text: str
    antal: int


def read_findings(warehouse: Warehouse, subject: Subject) -> list[Finding]:
    """Return refused rows and skip-logic faults of the subject's units, by question."""
    refused = warehouse.rows(
        """
        select coalesce(fraga_kod, '') as fraga, orsak_text || ' ' || coalesce(atgard, '') as text,
            count(*) as antal
        from kvalitet.kva_karantan
        where matar = ? and list_contains(?, enhet_kod)
        group by 1, 2
        order by 1, 2
        """,
        str(subject.matar), list(subject.enheter),
    )  # fmt: skip
    skipped: list[Row] = [
        {"fraga": row["fraga_kod"], "text": FEL_TEXT[row["fel_kod"]], "antal": row["antal"]}
        for row in warehouse.rows(
            """
            select fraga_kod, fel_kod, count(*) as antal
            from kvalitet.kva_hopplogik
            where matar = ? and list_contains(?, enhet_kod)
            group by 1, 2
            order by 1, 2
            """,
            subject.matar, list(subject.enheter),
        )
    ]  # fmt: skip
    return [Finding(**row) for row in [*refused, *skipped]]
