"""
Rows as tables, in and out of the database at once, without a model instance per row.

Writing is by executemany on SQLite and by COPY on PostgreSQL, with names from the model: the only SQL of our own.
Reading runs what the ORM has compiled.
"""

from __future__ import annotations

from typing import Any

import polars as pl
from django.core.exceptions import EmptyResultSet
from django.db import connection, models

TEXT_TIME = "%Y-%m-%d %H:%M:%S%.f"


def write(model: type[models.Model], frame: pl.DataFrame) -> None:
    """
    Insert the rows of a frame whose columns are called as the model's database columns.

    Columns that the frame lacks are left to the database (the key) or must be nullable. Constraints are the database's.
    """
    if frame.is_empty():
        return
    own = {field.column for field in model._meta.concrete_fields}
    names = [name for name in frame.columns if name in own]
    if len(names) < frame.width:
        raise ValueError(f"{model.__name__} has no column {sorted(set(frame.columns) - own)}.")
    quote = connection.ops.quote_name
    table, columns = quote(model._meta.db_table), ", ".join(quote(name) for name in names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in frame.iter_rows():
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(names))
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", _as_text(frame).rows())


def _as_text(frame: pl.DataFrame) -> pl.DataFrame:
    times = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Datetime)]
    days = [name for name, kind in frame.schema.items() if kind == pl.Date]
    return frame.with_columns(
        *(pl.col(name).dt.to_string(TEXT_TIME) for name in times),
        *(pl.col(name).cast(pl.String) for name in days),
    )


def fetch(rows: models.QuerySet[Any, Any], schema: dict[str, Any]) -> pl.DataFrame:
    """
    Return the values of a query (`values_list`) as a table, without a model instance per row.

    `schema` gives name and type in the query's order. SQLite hands out days and times as text.
    """
    try:
        sql, parameters = rows.query.sql_with_params()
    except EmptyResultSet:
        return pl.DataFrame(schema=schema)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found = cursor.fetchall()
    texts = {
        name
        for place, (name, kind) in enumerate(schema.items())
        if kind.is_temporal()
        and isinstance(next((row[place] for row in found if row[place] is not None), None), str)
    }
    given = {name: pl.String if name in texts else kind for name, kind in schema.items()}
    return _from_text(pl.DataFrame(found, schema=given, orient="row"), {name: schema[name] for name in texts})


def _from_text(frame: pl.DataFrame, schema: dict[str, Any]) -> pl.DataFrame:
    read = []
    for name, kind in schema.items():
        if isinstance(kind, pl.Datetime):
            read.append(pl.col(name).str.to_datetime(TEXT_TIME, time_unit="us").dt.replace_time_zone("UTC"))
        else:
            read.append(pl.col(name).str.to_date("%Y-%m-%d"))
    return frame.with_columns(read)
