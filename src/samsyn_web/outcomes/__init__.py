"""Will hold indicators, readings, follow-up and evaluation."""
