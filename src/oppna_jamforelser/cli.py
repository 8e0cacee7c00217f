"""The command line ``oj``: errors are one line, never a traceback."""

import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from oppna_jamforelser.intake.errors import first_line
from oppna_jamforelser.intake.run import take_in_files
from oppna_jamforelser.project import landing_path


class _OneLineGroup(click.Group):
    """A group whose every error is one line on stderr."""

    def main(self, *args: Any, **kwargs: Any) -> None:
        kwargs["standalone_mode"] = False
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
            kind = "" if isinstance(error, OSError) else f"internal error, {type(error).__name__}: "
            raise click.ClickException(f"{kind}{first_line(error)}") from error


@click.group(name="oj", cls=_OneLineGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--traceback", is_flag=True, help="Show where an internal error arose.")
def main(traceback: bool) -> None:
    """Take answers in to the warehouse of Öppna jämförelser, and results out of it."""


@main.command()
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to; made when missing.",
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


@main.command()
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--landing",
    type=click.Path(path_type=Path),
    help="The landing folder; made when missing. Default: OJ_LANDING, else the example answers' "
    "folder, which takes no real answers.",
)
def intake(files: tuple[Path, ...], landing: Path | None) -> int:
    """Take delivered answers in, with a receipt for the sender.

    Each FILE is CSV in UTF-8 with the columns matar, enhet_kod, fraga_kod and svar, and optionally
    omrade_kod, delfraga_kod, fritext and inlamnad. Every row is kept as it was delivered. The same
    file again changes nothing.

    Exit status: 0 all rows accepted, 3 some rows refused, 2 a file could not be read at all.
    """
    return take_in_files(
        files,
        landing or landing_path(),
        Console(),
        lambda line: click.echo(line, err=True),
    )
