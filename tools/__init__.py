"""What only those who change the project run; not installed with it. Run from its root."""
