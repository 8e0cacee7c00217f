"""What ``oj kolada`` says when it cannot go on: one line, in Swedish, with what to do."""


class KoladaError(Exception):
    """Nothing can be read from this file, this address or this option."""
