"""Mutation testing of the rules: change one thing at a time, and see that some check notices.

The project's files are never touched: a mutant lives in a folder of links, with one file replaced.
Mutated are the macros of the rules and formulas, and the seeds of the rules. What no check notices
is a missing test, unless the change makes no difference: those are listed, with the reason.
"""
