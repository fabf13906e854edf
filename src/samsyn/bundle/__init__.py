"""Will hold the bundle: digests, parameters and results, to recompute a picture and compare."""
