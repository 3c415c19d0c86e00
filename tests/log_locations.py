"""Locations of the logs of the tests, and the number of processes that append to them."""

import psycopg

WORKERS = 8


def emptied(server: str) -> str:
    """Return the address of the server's database, after everything in it is gone: far cheaper than
    a new database.
    """
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return server
