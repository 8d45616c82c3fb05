"""The test suite; a package, so that `evaluation` and `benchmarks` are found from every test."""
