"""Publications from the built warehouse."""
