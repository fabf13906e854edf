"""
The errors of the library, each in the words of the person who meets it.

    SamsynError
    ├── BadInput            what was given cannot be used
    │   ├── UnreadableFile  not a file of a known kind, empty, broken or locked
    │   ├── MissingColumn   a column that is needed is not there, or could not be recognised
    │   ├── BadDeclaration  a source declaration or instrument says something that it may not say
    │   └── BadPeriod       a period that cannot be understood
    └── Refused             the input is right, but what is asked for would mislead

`message` is Swedish, for the screen; the class name is for code.
"""

from __future__ import annotations


class SamsynError(Exception):
    """Any error that Samsyn raises on purpose; its text can be shown to the user."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BadInput(SamsynError):
    """What was given cannot be used as it is."""


class UnreadableFile(BadInput):
    """The file is empty, broken, locked, or of no kind that Samsyn reads."""


class MissingColumn(BadInput):
    """A column that is needed is not in the file, or could not be recognised."""


class BadDeclaration(BadInput):
    """A source declaration or an instrument says something that it may not say."""


class BadPeriod(BadInput):
    """The text does not name a period."""


class Refused(SamsynError):
    """The input is right, but the analysis that is asked for would mislead."""
