"""What publishing says when it cannot: one line that names the fault and the way out."""

import click


class PublishError(click.ClickException):
    """The publication cannot be made or read."""

    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


class GateError(PublishError):
    """The quality gate does not let the warehouse through."""

    exit_code = 4
