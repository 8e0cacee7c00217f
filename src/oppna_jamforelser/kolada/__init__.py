"""Kolada's published values: read from saved files or fetched, and stored for the warehouse."""
