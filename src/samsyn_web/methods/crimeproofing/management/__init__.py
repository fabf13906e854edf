"""Commands of crime proofing."""
