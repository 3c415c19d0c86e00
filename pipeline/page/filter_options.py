"""The options of a filter, read from the data: the same on every page that has it."""

import duckdb

OPTIONS = {
    "kind": "SELECT kind FROM publication GROUP BY 1 ORDER BY count(*) DESC, kind",
    "session": (
        "SELECT session_year FROM publication WHERE session_year IS NOT NULL GROUP BY 1 "
        "ORDER BY 1 DESC"
    ),
    "dossier": (
        "SELECT dossier_number FROM publication WHERE dossier_number IS NOT NULL GROUP BY 1 "
        "ORDER BY 1"
    ),
    "party": "SELECT party FROM asking_party GROUP BY 1 ORDER BY lower(party)",
    "ministry": (
        "SELECT coalesce(ministry.name, minister.portfolio) AS value FROM minister "
        "LEFT JOIN ministry ON ministry.ministry_id = minister.ministry_id "
        "WHERE coalesce(ministry.name, minister.portfolio) IS NOT NULL GROUP BY 1 "
        "ORDER BY lower(value)"
    ),
    "ministry_asked_or_signing": (
        "SELECT name FROM ministry WHERE ministry_id IN (SELECT ministry_id FROM addressee) "
        "OR ministry_id IN (SELECT ministry_id FROM minister) GROUP BY 1 ORDER BY lower(name)"
    ),
    "portfolio": (
        "SELECT portfolio FROM minister WHERE portfolio IS NOT NULL GROUP BY 1 "
        "ORDER BY lower(portfolio)"
    ),
    "committee": (
        "SELECT committee FROM letter WHERE committee IS NOT NULL GROUP BY 1 "
        "ORDER BY lower(committee)"
    ),
    "year": (
        "SELECT DISTINCT year(dated_on)::VARCHAR FROM letter WHERE dated_on IS NOT NULL "
        "ORDER BY 1 DESC"
    ),
}
"""The query of each list, by the name of the filter.

A ministry has its name in the register, a portfolio is as printed.

Why: letters print one ministry in several ways ("Koninkrijkrelaties"), and some are asked before
they sign anything (VRO, the minister-president).
"""


def options(
    connection: duckdb.DuckDBPyConnection, *names: str, most: int = 2**31
) -> dict[str, list[str]]:
    """Return the options of these filters by name, at most ``most`` of each."""
    return {
        name: [value for (value,) in connection.execute(f"{OPTIONS[name]} LIMIT {most}").fetchall()]
        for name in names
    }
