"""Counts of persons: what is hidden so that nobody can work out who a person is, and the attack.

A solver only proposes. That a cell can hold another number is proved by a whole table of integers
that agrees with everything shown, checked in integer arithmetic (docs/skydd.md).
"""
