"""The server's log holds no token of a link, and no person's number, whatever address somebody asks for."""

from __future__ import annotations

import io
import logging
from logging.config import dictConfig

import pytest
from django.conf import settings


@pytest.mark.parametrize(
    ("message", "args", "told"),
    [
        (
            "Internal Server Error: %s",
            ("/r/sue0uXLtoPzyG3nQuqn0bGP7xsXhf0na/",),
            "Internal Server Error: /r/…/",
        ),
        ("Not Found: %s", ("/rapportera/19811218-9876/",), "Not Found: /rapportera/[personnummer]/"),
        ("Not Found: %s", ("/rapporter/granska/2122/",), "Not Found: /rapporter/granska/2122/"),
        ("100 % done", (), "100 % done"),
    ],
)
def test_what_the_log_holds(message: str, args: tuple[str, ...], told: str) -> None:
    configured = {**settings.LOGGING, "disable_existing_loggers": False, "loggers": {}}
    before, level = list(logging.root.handlers), logging.root.level
    try:
        dictConfig(configured)
        (handler,) = logging.root.handlers
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(stream := io.StringIO())
        logging.getLogger("django.request").warning(message, *args)
    finally:
        logging.root.handlers[:] = before
        logging.root.setLevel(level)
    assert stream.getvalue().rstrip("\n").endswith(f"WARNING django.request {told}")
