"""Speed of the coder (``python -m benchmarks``)."""
