"""What publishing says when it cannot: one line that names the fault and the way out."""

from oppna_jamforelser.errors import OjError


class PublishError(OjError):
    """The publication cannot be made or read."""


class GateError(PublishError):
    """The quality gate does not let the warehouse through."""

    exit_code = 4
