"""The command line ``oj``: errors are one line, never a traceback."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

import click

from oppna_jamforelser.errors import first_line
from oppna_jamforelser.project import database_path, kolada_path, landing_path, project_root

# What a command needs is imported when it runs: help costs neither DuckDB nor dbt.

_DATE = click.DateTime(["%Y-%m-%d"])
_PATH = click.Path(path_type=Path)
_NEW_FOLDER = click.Path(file_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@contextmanager
def _progress(text: str) -> Iterator[Callable[[str], None]]:
    """Tell on a terminal what is being done; elsewhere nothing."""
    from rich.console import Console

    console = Console(stderr=True)
    if console.is_terminal:
        with console.status(text) as status:
            yield status.update
    else:
        yield lambda _: None


class _OneLineGroup(click.Group):
    """A group whose every error is one line on stderr."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        kwargs["standalone_mode"] = False
        for stream in (sys.stdout, sys.stderr):
            # a sign that the terminal's encoding does not have is replaced, and fails nothing
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
        # told to end, a command takes away what it has not finished, as after an interrupt
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        try:
            code = super().main(*args, **kwargs)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message())
            code = error.exit_code
        except click.ClickException as error:
            click.echo(f"oj: {error.format_message()}", err=True)
            code = error.exit_code
        except click.Abort:
            click.echo("oj: interrupted", err=True)
            code = 130
        sys.exit(code)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if ctx.params["traceback"]:
                raise
            raise click.ClickException(_one_line(error)) from error


def _one_line(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename} kan inte läsas eller skrivas ({error.strerror})."
    kind = "" if isinstance(error, OSError) else f"internal error, {type(error).__name__}: "
    return f"{kind}{first_line(error)}"


@click.group(name="oj", cls=_OneLineGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--traceback", is_flag=True, help="Show where an internal error arose.")
def main(traceback: bool) -> None:
    """Take answers in to the warehouse of Öppna jämförelser, and results out of it."""


@main.command()
@click.option(
    "--out", required=True, type=_NEW_FOLDER, help="The folder to write to; made when missing."
)
@click.option(
    "--scale",
    default=1,
    show_default=True,
    type=click.IntRange(min=1),
    help="Write this many times the units, with their unit rows beside (enhet.csv).",
)
@click.option(
    "--seed", default=2017, show_default=True, help="Same seed and scale give the same bytes."
)
def example(out: Path, scale: int, seed: int) -> None:
    """Write synthetic example answers in the landing format.

    They agree with the published national shares and are marked as synthetic in every row.
    """
    from oppna_jamforelser.example import write_example

    for path in write_example(out, scale=scale, seed=seed):
        click.echo(f"wrote {path}")


_LANDING_OPTION = click.option(
    "--landing",
    type=_PATH,
    help="The landing folder; made when missing. Default: OJ_LANDING, else the example answers' "
    "folder, which takes no real answers.",
)
_TO_OPTION = click.option(
    "--to", "url", required=True, metavar="URL", help="postgresql://user@host/database"
)


def _complain(line: str) -> None:
    click.echo(line, err=True)


@main.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_PATH)
@_LANDING_OPTION
@click.option("--sheet", metavar="NAME", help="The sheet of the workbooks. Default: the first.")
@click.option(
    "--kvitto",
    metavar="FOLDER",
    type=_NEW_FOLDER,
    help="The folder of the receipts, as text and HTML; made when missing. Default: beside the "
    "landing folder, with its name and _kvitto.",
)
@click.option(
    "--data-docs",
    is_flag=True,
    help="Try the expectations with Great Expectations, and write its pages beside the receipt. "
    "Takes some seconds a file.",
)
def intake(
    files: tuple[Path, ...],
    landing: Path | None,
    sheet: str | None,
    kvitto: Path | None,
    data_docs: bool,
) -> int:
    """Take delivered answers in, with a receipt for the sender.

    Each FILE is CSV, an Excel workbook or Parquet, or a folder of such files. The long form has one
    answer a row (matar, enhet_kod, fraga_kod, svar; optionally omrade_kod, delfraga_kod, fritext,
    inlamnad), the wide form one unit a row and one column a question. Kind, encoding, delimiter and
    form are recognised. Every row is kept as it was delivered. The same file again changes nothing.

    Exit status: 0 all rows accepted, 3 some rows refused, 2 a file could not be read at all.
    """
    from rich.console import Console

    from oppna_jamforelser.intake.reception import Intake, take_in_files

    where = Intake(
        landing or landing_path(),
        Console(),
        _complain,
        Console(stderr=True),
        sheet=sheet,
        data_docs=data_docs,
        kvitto=kvitto,
    )
    return take_in_files(files, where)


@main.command()
@click.argument("delivery", metavar="ID")
@_LANDING_OPTION
@click.option("--skal", metavar="TEXT", help="Why, kept with the delivery.")
def withdraw(delivery: str, landing: Path | None, skal: str | None) -> int:
    """Withdraw a delivery: its rows no longer count, and stay as history.

    ID is the number of the delivery, or at least six characters of its id. The same file can be
    delivered again.

    Exit status: 0 withdrawn (or it was already), 2 it could not be.
    """
    from oppna_jamforelser.intake.errors import IntakeError
    from oppna_jamforelser.intake.reception import Outcome
    from oppna_jamforelser.intake.withdraw import withdraw_delivery

    try:
        click.echo(withdraw_delivery(delivery, landing or landing_path(), skal, _complain))
    except IntakeError as error:
        _complain(str(error))
        return Outcome.FILE_UNREADABLE
    return Outcome.ALL_ACCEPTED


@main.command()
@click.option(
    "--indikator", required=True, metavar="ID", help="Id of the indicator, such as samverkan_polis."
)
@click.option("--matar", required=True, type=int, help="Survey year.")
@click.option("--grupp", metavar="INDELNING:KOD", help="Group, such as riket:00 or lan:Dalarna.")
@click.option("--enhet", metavar="KOD", help="Unit, such as 2080 or 0180-06; or its name.")
@click.option("--json", "to_json", is_flag=True, help="Write the chain as JSON, with every unit.")
@click.option("--alla-enheter", "all_units", is_flag=True, help="Name every unit.")
@click.option("--text", "with_text", is_flag=True, help="Show what respondents wrote, too.")
def explain(
    indikator: str,
    matar: int,
    grupp: str | None,
    enhet: str | None,
    to_json: bool,
    all_units: bool,
    with_text: bool,
) -> None:
    """Explain a figure of the warehouse, down to the rows that were delivered.

    A group's share (--grupp): counts, rule, branches and units. A unit's outcome (--enhet): the
    answers, how they were read, and where they stood.

    Exit status: 0 explained, 2 there is no such figure (one line says why).
    """
    from rich.console import Console

    from oppna_jamforelser.explain.figure import as_json, as_text, read_chain
    from oppna_jamforelser.explain.output import write

    chain = read_chain(database_path(), indikator, matar, grupp, enhet, with_text)
    console = Console()
    if to_json:
        write(as_json(chain))
    else:
        write(as_text(chain, console, all_units), colour=console.is_terminal)


@main.command()
@click.argument("files", metavar="FILE...", nargs=-1, type=_PATH)
@click.option("--kpi", metavar="ID,ID", help="Fetch these of Kolada's ids, such as U37484,U37485.")
@click.option(
    "--matar", metavar="YEARS", help="Years to fetch: 2017-2024 or 2017,2019. Default: all."
)
@click.option("--kommun", metavar="KOD,KOD", help="Kommuner to fetch, such as 2080. Default: all.")
@click.option(
    "--out",
    type=_NEW_FOLDER,
    help="The folder to write to; made when missing. Default: OJ_KOLADA, else data/kolada.",
)
@click.option("--base-url", default="https://api.kolada.se/v3", show_default=True)
@click.option(
    "--cache-days",
    default=7,
    show_default=True,
    type=click.IntRange(min=0),
    help="Ask Kolada anew for what is older. The cache is the folder cache of --out.",
)
def kolada(
    files: tuple[Path, ...],
    kpi: str | None,
    matar: str | None,
    kommun: str | None,
    out: Path | None,
    base_url: str,
    cache_days: int,
) -> int:
    """Read Kolada's published values, to set beside what the warehouse computes.

    Each FILE is a saved answer of Kolada's API (JSON, v2 or v3) or a flat CSV file. With --kpi the
    values are fetched from v3, which needs a network. Every value is kept, also the empty and the
    deleted.

    Exit status: 0 everything is stored, 2 something could not be read, fetched or recognised (one
    line each).
    """
    from oppna_jamforelser.kolada.collect import Request, read_kolada

    if not files and not kpi:
        raise click.UsageError("Give files to read, or --kpi to fetch.")
    if not kpi and (matar or kommun):
        raise click.UsageError("--matar and --kommun say what to fetch: give --kpi too.")
    folder = out or kolada_path()
    request = Request(kpi, matar, kommun, base_url, folder / "cache", cache_days) if kpi else None
    return read_kolada(files, request, folder, click.echo, _complain)


@main.command()
@_TO_OPTION
def load(url: str) -> None:
    """Copy answers, events and Kolada's values into PostgreSQL, to build there.

    Then: dbt build --target postgres (docs/motorer.md). All tables are replaced, or none.
    A password is best kept out of the URL: PGPASSWORD or ~/.pgpass.

    Exit status: 0 everything is there, 2 it is not and nothing is changed (one line).
    """
    from oppna_jamforelser.load import load_sources

    with _progress("Läser leveranserna") as say:
        counts = load_sources(url, project_root(), say)
    for name, count in counts.items():
        click.echo(f"{name}: {count} rader")


@main.command()
@_LANDING_OPTION
@click.option(
    "--publikationer",
    "publications",
    type=_FOLDER,
    help="The folder with publikationer.json: what the listed publications have shown is known to "
    "everyone.",
)
def protect(landing: Path | None, publications: Path | None) -> int:
    """Plan which counts of persons are hidden, so that none can be worked out.

    Reads the built warehouse and writes skydd.parquet beside the deliveries; dbt build then shows
    what the plan lets it. Without a plan for the counts as they are, all of them are hidden. The
    same counts give the same bytes. What cannot be shown beside earlier publications waits, and the
    figures that they show stand (docs/skydd.md).

    Exit status: 0 planned, 3 something waits because it cannot be shown safely (one line each), 2
    the plan could not be made (one line).
    """
    from oppna_jamforelser.protect.make_plan import NAME, protect

    folder = landing or landing_path()
    with _progress("Läser lagret") as say:
        done = protect(database_path(), folder, publications, say)
    for one in done:
        click.echo(str(one), err=bool(one.waits))
    if publications is None:
        click.echo("Inga tidigare publikationer är med i prövningen: --publikationer.")
    click.echo(f"wrote {folder / NAME}")
    return 3 if any(one.waits for one in done) else 0


@main.command()
@click.option(
    "--out", required=True, type=_PATH, help="The publication's own folder; made when missing."
)
@click.option("--matar", type=int, help="Last survey year. Default: the latest in the warehouse.")
@click.option(
    "--datum", type=_DATE, help="Date of publication. Without it: a draft, which is not listed."
)
@click.option(
    "--tillstand",
    type=click.Choice(["preliminar", "slutlig", "rattad"]),
    default="preliminar",
    show_default=True,
    help="State: rattad corrects one that is slutlig.",
)
@click.option(
    "--underlag",
    type=_PATH,
    help="The folder of what it was built from, the answers too. Default: beside the publication, "
    "with its name and .underlag.",
)
@click.option(
    "--installningar",
    type=_PATH,
    help="Who publishes, under which licence, and where: a YAML file. Default: publicering.yml in "
    "the project's root.",
)
@click.option("--utan-webb", is_flag=True, help="Leave out the pages to read (webb/).")
def publish(
    out: Path,
    matar: int | None,
    datum: datetime | None,
    tillstand: str,
    underlag: Path | None,
    installningar: Path | None,
    utan_webb: bool,
) -> None:
    """Publish the warehouse: workbook, open files, and manifest.

    The folder holds only what anyone may have, when the quality gate has judged it. What it was
    built from lies apart, in a folder that is not for readers: it holds the delivered answers.
    Both are moved in when they are whole. A publication is never changed: the same again changes
    nothing, another one is refused. With --datum it is listed in publikationer.json, beside the
    folder, and the open files have that day; a final one has no placeholders.

    Exit status: 0 published, 4 the quality gate stopped it, 2 it could not be made (one line).
    """
    from oppna_jamforelser.publish.inputs import current_inputs
    from oppna_jamforelser.publish.make_publication import Request
    from oppna_jamforelser.publish.make_publication import publish as make_publication

    day = datum.date().isoformat() if datum else None
    with _progress("Läser lagret") as say:
        made = make_publication(
            database_path(),
            current_inputs(),
            Request(out, matar, tillstand, day, underlag, installningar, webb=not utan_webb),
            say,
        )
    manifest = made.publication.manifest
    click.echo(
        f"{'Publicerat' if made.is_new else 'Oförändrat'}: {out}, mätår {manifest['matar']}, "
        f"{manifest['tillstand']}, {len(manifest['filer'])} filer, id {made.publication.id[:12]}"
    )
    click.echo(
        f"Upptagen i {out.absolute().parent / 'publikationer.json'} med datum {day}."
        if made.is_listed
        else "Ett utkast: utan --datum tas den inte upp bland publikationerna."
    )


@main.command("deliver")
@click.argument("publication", metavar="PUBLICATION", type=_PATH)
@_TO_OPTION
@click.option(
    "--schema", default="oppna_jamforelser", show_default=True, help="The schema that readers use."
)
@click.option(
    "--lasare",
    "readers",
    metavar="ROLE",
    multiple=True,
    help="A role that may read; may be repeated. Who could read the schema before still can.",
)
def deliver_publication(publication: Path, url: str, schema: str, readers: tuple[str, ...]) -> None:
    """Put a publication into the PostgreSQL database where readers are.

    PUBLICATION is a published folder whose checksums hold; only its public tables are read. Types,
    keys and comments come with them, and om_leverans says which publication it is. Readers see the
    old set or the new one, whole. The same again changes nothing. A password is best kept out of
    the URL: PGPASSWORD or ~/.pgpass. Other databases: docs/leverera.md.

    Exit status: 0 delivered, 2 it could not be and nothing is changed (one line).
    """
    from oppna_jamforelser.deliver import deliver

    with _progress("Läser publikationen") as say:
        made = deliver(publication, url, schema, readers, say)
    click.echo(
        f"{'Levererat' if made.is_new else 'Oförändrat'}: {made.table_count} tabeller, "
        f"{made.row_count} rader i schemat {made.schema}, id {made.publication.id[:12]}"
    )


@main.command()
@click.option(
    "--index",
    "folder",
    required=True,
    type=_FOLDER,
    help="The folder with publikationer.json and the publications.",
)
@click.option("--datum", type=_DATE, help="What was in force that day: one for each survey year.")
@click.option("--json", "to_json", is_flag=True, help="Write the entries as JSON.")
@click.option(
    "--nytt",
    "with_news",
    is_flag=True,
    help="Write the feed nytt.atom and nytt.json beside the publications too: what each changed, "
    "value by value with its cause.",
)
@click.option(
    "--installningar",
    type=_PATH,
    help="Who publishes, and where, as in oj publish: the feed has it.",
)
def publications(
    folder: Path,
    datum: datetime | None,
    to_json: bool,
    with_news: bool,
    installningar: Path | None,
) -> None:
    """List what was published, and when; or what was in force on a day.

    Writes, beside the publications, publikationer.html (what is new, and what comes) and status.js,
    by which the pages of an older publication say that a newer one exists.

    Exit status: 0 listed, 2 there is nothing to list or the index is damaged (one line).
    """
    from oppna_jamforelser.publish.edition import read_edition
    from oppna_jamforelser.publish.index import read_index
    from oppna_jamforelser.publish.listing import write_listing
    from oppna_jamforelser.publish.status import write_beside
    from oppna_jamforelser.revision.feed import write_feed

    if with_news and read_index(folder):
        with _progress("Läser publikationerna") as say:
            write_feed(folder, read_edition(installningar, "", None), say, _complain)
    try:
        write_beside(folder)
    except OSError as error:  # what is listed can be told all the same
        _complain(f"Äldre sidor får inget besked om nyare: {first_line(error)}")
    write_listing(folder, datum.date().isoformat() if datum else None, to_json)


@main.command()
@click.argument("old", type=_PATH)
@click.argument("new", type=_PATH)
@click.option("--underlag-old", type=_PATH, help="What OLD was built from. Default: OLD.underlag.")
@click.option("--underlag-new", type=_PATH, help="What NEW was built from. Default: NEW.underlag.")
@click.option(
    "--kor-kod",
    "run_code",
    is_flag=True,
    help="RUN the models and macros that lie in the two underlag folders, whoever wrote them. Only "
    "for folders of your own. Without it no code of theirs runs.",
)
@click.option("--json", "to_json", is_flag=True, help="Write every changed cell as JSON.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write every cell to this CSV."
)
def diff(
    old: Path,
    new: Path,
    underlag_old: Path | None,
    underlag_new: Path | None,
    run_code: bool,
    to_json: bool,
    out: Path | None,
) -> None:
    """Show what differs between two publications: every changed cell, and why.

    The cells are those of the published tables. The cause (new answer, corrected answer, withdrawn
    delivery, rule, policy, group or frame, indicator text, code) is found by rebuilding with one
    thing exchanged at a time, from the answers and seeds of the underlag folders and the code of
    this project, today's or that of its git history. What is not at hand is said in one line, and
    the comparison goes on without that cause. Nothing changed: nothing is written.

    Exit status: 0 compared, 2 one of them is no whole publication (one line).
    """
    from rich.console import Console

    from oppna_jamforelser.revision.compare import Comparison, compare
    from oppna_jamforelser.revision.output import as_json, print_page, write_csv

    comparison = Comparison(old, new, underlag_old, underlag_new, run_code)
    with _progress("Läser publikationerna") as say:
        revision = compare(comparison, say, _complain)
    if out:
        write_csv(revision, out)
    if to_json:
        click.echo(as_json(revision))
    else:
        print_page(revision, Console())


@main.command()
@click.option("--kommun", metavar="KOD", help="Kommun, or part of a city: its code or name.")
@click.option("--enhet", metavar="KOD", help="Unit that answers, such as 2080 or 0180-06.")
@click.option("--grupp", metavar="INDELNING:KOD", help="Group, such as lan:20 or egen:dalarna.")
@click.option("--alla", is_flag=True, help="Every group, kommun and part, with an index page.")
@click.option("--matar", type=int, help="Survey year. Default: the latest.")
@click.option(
    "--sprak",
    type=click.Choice(["sv", "en"]),
    default="sv",
    show_default=True,
    help="Language of the report.",
)
@click.option(
    "--out",
    required=True,
    type=_PATH,
    help="The HTML file to write, or a folder; with --alla a folder, made when missing.",
)
def report(
    kommun: str | None,
    enhet: str | None,
    grupp: str | None,
    alla: bool,
    matar: int | None,
    sprak: str,
    out: Path,
) -> None:
    """Write a report for a manager: one HTML file, to read or to print.

    About a kommun, a part of a city, or a group (riket, a län, an own group …): where it stands
    beside others, what changed and why, what is missing for Ja, and what expires next year. It
    needs no network and no script.

    Exit status: 0 written, 2 there is no such subject or year (one line says why).
    """
    from oppna_jamforelser.report.subject import Choice
    from oppna_jamforelser.report.write_reports import Request, write_reports

    if sum(map(bool, (kommun, enhet, grupp, alla))) != 1:
        raise click.UsageError("Give one of --kommun, --enhet, --grupp and --alla.")
    request = Request(Choice(kommun, enhet, grupp, alla), out, matar, sprak)
    with _progress("Läser lagret") as say:
        done = write_reports(database_path(), request, say)
    click.echo(done)
