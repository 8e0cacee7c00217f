"""Explain a figure: from the share or the outcome down to the rows of the delivered files."""
