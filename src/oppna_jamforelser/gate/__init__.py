"""The quality gate: what no publication may break, checked with Great Expectations."""
