"""Where the logs of the tests are, and how many processes append to them."""

import psycopg

WORKERS = 8


def emptied(server: str) -> str:
    """The address of the server's database, after everything in it is gone: far cheaper than a new
    database.
    """
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return server
