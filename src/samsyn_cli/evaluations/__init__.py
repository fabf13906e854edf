"""
One file per design of `./samsyn evaluate`.

The file has `NAME`, `HELP` (one Swedish line), `configure(parser)` and `run(args) -> int`, as an analysis does.
"""
