"""Crime proofing: rules are examined for how they can be misused, by people who are named in the case."""
