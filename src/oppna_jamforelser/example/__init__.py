"""Example answers: synthetic, marked as such, and in agreement with every published share."""

from oppna_jamforelser.example.skriv import write_example

__all__ = ["write_example"]
