"""Commands of problems and causes."""
