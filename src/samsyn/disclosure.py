"""Small numbers: suppress, round, and compare releases."""
