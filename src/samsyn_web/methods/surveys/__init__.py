"""Surveys: questions put to a group once, answered without an account, told with who was silent."""
