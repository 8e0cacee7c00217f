"""Write the explanation, and end quietly when its reader has seen enough (``| head``)."""

import os
import sys

import click


def write(content: str | bytes, colour: bool = False) -> None:
    """Write *content* to standard output; bytes as they are."""
    try:
        click.echo(content, nl=False, color=colour)
        sys.stdout.flush()
    except BrokenPipeError:
        # what Python still holds for the pipe must not fail once more when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(1) from None
