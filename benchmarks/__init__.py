"""What the warehouse costs; run from the root: python -m benchmarks.run."""
