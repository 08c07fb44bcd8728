"""For Datasette (`--plugins-dir`): what the view `blocks` asks a connection for."""

import sqlite3

from datasette import hookimpl

from extractor.corpus.plan_texts import add_functions


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Called by Datasette with each connection it opens."""
    add_functions(conn)
