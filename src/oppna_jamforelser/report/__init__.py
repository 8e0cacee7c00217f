"""A kommun on a page: its results, what changed, what is missing and what expires, as HTML."""
