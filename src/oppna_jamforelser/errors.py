"""What a command says when it cannot do what was asked: one line, with what to do instead."""

import click


class OjError(click.ClickException):
    """What was asked for is not there or cannot be done; the text is one line that says why."""

    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


def first_line(error: Exception) -> str:
    """Return what an error says, without the lines of detail that some add."""
    return next(iter(str(error).splitlines()), type(error).__name__)
