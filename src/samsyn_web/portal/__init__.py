"""The home page of each role, search and the case page."""
