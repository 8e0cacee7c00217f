"""What explain says when there is nothing to explain: one line, with what to do instead."""

import click


class ExplainError(click.ClickException):
    """The figure cannot be explained; the text is one line that says why."""

    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))
