"""
The analyses of `./samsyn analyse`, one file each.

A file has `NAME`, `HELP` (one Swedish line), `configure(parser)` and `run(args) -> int`, as a command has, and imports
what is heavy inside `run`. It reads columns with `samsyn_cli.columns` and answers with `samsyn_cli.answers`.
"""
