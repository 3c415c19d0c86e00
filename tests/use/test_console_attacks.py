"""The console reads the warehouse and nothing else, within its limits, whatever a person writes."""

import hashlib
import time
from pathlib import Path

import pytest

from pipeline.cli.completion import Schema
from pipeline.cli.output_formats import OutputFormat, show
from pipeline.cli.prompt import Shell
from pipeline.console import run
from pipeline.errors import QueryRefused
from pipeline.settings import Settings

Captured = pytest.CaptureFixture[str]
READS = [
    "SELECT count(*) FROM publication",
    "FROM question LIMIT 2",
    "WITH one AS (SELECT 1 AS number) SELECT * FROM one",
    "SHOW TABLES",
    "DESCRIBE question",
    "SUMMARIZE letter",
    "PIVOT letter ON kind USING count(*)",
    "EXPLAIN SELECT * FROM answer",
    "SELECT\u00a0count(*)\u00a0FROM\u00a0question",
]
ATTACKS = [
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_csv_auto('/etc/passwd')",
    "SELECT * FROM read_json('/etc/passwd')",
    "SELECT * FROM read_parquet('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM glob('/*')",
    "SELECT * FROM sniff_csv('/etc/passwd')",
    "SELECT * FROM parquet_scan('/tmp/x.parquet')",
    "SELECT getenv('HOME')",
    "SELECT * FROM query('SELECT 1')",
    "COPY publication TO '/tmp/stolen.csv'",
    "COPY (SELECT 1) TO '/tmp/stolen.parquet'",
    "COPY publication FROM '/etc/passwd'",
    "EXPORT DATABASE '/tmp/stolen'",
    "IMPORT DATABASE '/tmp/stolen'",
    "ATTACH '/tmp/other.duckdb' AS other",
    "DETACH warehouse",
    "USE memory",
    "INSTALL httpfs",
    "LOAD httpfs",
    "LOAD '/tmp/evil.duckdb_extension'",
    "UPDATE EXTENSIONS",
    "SET memory_limit = '100GB'",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "RESET memory_limit",
    "PRAGMA enable_profiling = 'json'",
    "PRAGMA database_size; SELECT 1",
    "SET profiling_output = '/tmp/stolen.json'",
    "FROM enable_profiling()",
    "FROM duckdb_databases()",
    "FROM duckdb_databases",
    'FROM system.main."duckdb_databases"',
    "SELECT * FROM duckdb_settings()",
    "SELECT current_setting('secret_' || 'directory')",
    "FROM pg_catalog.pg_settings",
    "FROM pragma_database_list()",
    "FROM query_table('duckdb_' || 'databases')",
    "FROM duckdb_extensions()",
    "FROM enable_logging()",
    "SELECT write_log('x')",
    "CREATE TABLE mine (a INTEGER)",
    "CREATE TEMP TABLE flood AS SELECT * FROM range(1000)",
    "CREATE VIEW mine AS SELECT 1",
    "CREATE MACRO mine() AS 1",
    "CREATE SEQUENCE mine",
    "DROP TABLE publication",
    "ALTER TABLE publication ADD COLUMN x INTEGER",
    "INSERT INTO publication SELECT * FROM publication",
    "UPDATE publication SET title = 'x'",
    "DELETE FROM publication",
    "TRUNCATE publication",
    "CHECKPOINT",
    "VACUUM",
    "ANALYZE",
    "BEGIN TRANSACTION",
    "CALL pragma_version()",
    "PREPARE mine AS SELECT 1",
    "EXECUTE mine",
    "SELECT 1; DROP TABLE publication",
    "EXPLAIN ANALYZE DELETE FROM publication",
    "no SQL at all",
    # spaces of Unicode, which a word processor makes, are spaces to DuckDB
    "FROM\u00a0enable_profiling()",
    "FROM\u3000enable_logging()",
    "FROM \"query\"\u2060('FROM publication')",
    "SELECT\ufeffwrite_log('x')",
    "EXPLAIN ANALYZE SELECT\u200bwrite_log('x')",
    "FROM (VALUES ('x')) AS said(word) SELECT word.write_log()",
    "SELECT list_transform(['x'], lambda word: \"WRITE_LOG\" /* ( */ (word))",
    "SELECT $a$ ' $a$, /* \" */ write_log('x')",
    """PRAGMA json_execute_serialized_sql('{"error":false,"statements":[]}')""",
    "WITH gone AS (DELETE FROM publication RETURNING *) FROM gone",
    "MERGE INTO publication USING letter ON false WHEN NOT MATCHED THEN INSERT DEFAULT VALUES",
    "EXPLAIN (ANALYZE) CREATE TABLE mine AS SELECT 1",
    "PRAGMA copy_database('warehouse', 'mine')",
    "PIVOT (FROM read_csv('/etc/passwd')) ON column0",
    "SUMMARIZE '/proc/self/environ'",
    "FROM query_table(['publication', '/etc/passwd'], true)",
    "FROM force_checkpoint()",
    "CREATE SECRET mine (TYPE s3)",
    "COMMENT ON TABLE publication IS 'mine'",
    "SET VARIABLE mine = 1",
]
UNSAID = [
    "SELECT '101'::BIT AS found",
    "SELECT md5_number('x') AS found",
    "SELECT ['12:00:00+02'::TIMETZ] AS found",
    "SELECT {'part': 1::BIGNUM} AS found",
    "SELECT 1::VARIANT AS found",
    "SELECT get_type(1) AS found",
]
EXHAUSTION = [
    "SELECT count(*) FROM range(100000000000)",
    "WITH RECURSIVE endless(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM endless) SELECT count(*) FROM endless",
    "SELECT count(*) FROM question a, question b, question c, question d, question e WHERE a.text || b.text > c.text || d.text || e.text",
    "SELECT string_agg(repeat('x', 100000), '') FROM range(10000000)",
    "SELECT list(n) FROM range(2000000000) AS numbers(n)",
    "SELECT sleep_ms(100000)",
    # does not hear that it is interrupted
    "SELECT levenshtein(repeat('a', 1000000), repeat('b', 1000000))",
    "SELECT lpad('x', 2000000000, 'y')",
    "WITH RECURSIVE doubled(word) AS (SELECT 'x' UNION ALL SELECT word || word FROM doubled) SELECT max(length(word)) FROM doubled",
]


@pytest.mark.parametrize("sql", READS)
def test_a_query_that_reads_is_answered(sample_warehouse: Path, sql: str) -> None:
    """Everything that an analyst needs to look."""
    assert run(sql, path=sample_warehouse, seconds=20).rows


@pytest.mark.parametrize("sql", ATTACKS)
def test_a_query_that_does_more_than_read_is_refused(sample_warehouse: Path, sql: str) -> None:
    """No file is read or written, no setting or row is changed."""
    before = hashlib.sha256(sample_warehouse.read_bytes()).hexdigest()
    with pytest.raises(QueryRefused):
        run(sql, path=sample_warehouse, seconds=20)
    assert before == hashlib.sha256(sample_warehouse.read_bytes()).hexdigest()
    assert [] == list(Path("/tmp").glob("stolen*"))  # noqa: S108


@pytest.mark.parametrize(
    "typed",
    [
        "COPY publication TO '/tmp/stolen.csv';",
        "SELECT 1; COPY (SELECT 1) TO '/tmp/stolen.parquet';",
        "SELECT 1 /* ; */; EXPORT DATABASE '/tmp/stolen';",
        "FROM read_text('/etc/passwd');",
        "\\d '/etc/passwd'",
        ".read /etc/passwd",
    ],
)
def test_the_prompt_refuses_what_the_console_refuses(
    sample_warehouse: Path, typed: str, monkeypatch: pytest.MonkeyPatch, capfd: Captured
) -> None:
    """It has no way around the console, also not for the second of two statements; its own commands
    open no file.
    """
    monkeypatch.setattr(
        "pipeline.settings.settings", lambda: Settings(home=sample_warehouse.parent)
    )
    Shell(Schema({}, (), ()), OutputFormat.CSV, show).answer(typed)
    told = capfd.readouterr()
    assert told.err
    assert "root:" not in told.out
    assert [] == list(Path("/tmp").glob("stolen*"))  # noqa: S108


@pytest.mark.parametrize("sql", EXHAUSTION)
def test_an_endless_or_huge_query_ends_at_its_limit(sample_warehouse: Path, sql: str) -> None:
    """Two seconds of time, 256 MB of memory, and a few seconds for the process to start and end."""
    started = time.monotonic()
    with pytest.raises(QueryRefused):
        run(sql, path=sample_warehouse, seconds=2, memory="256MB")
    assert time.monotonic() - started < 15


@pytest.mark.parametrize("sql", UNSAID)
def test_a_value_that_would_arrive_as_another_is_refused(sample_warehouse: Path, sql: str) -> None:
    """A negative number for one of 128 bits, bytes for bits, a time of day without its zone: better
    none, and what to do.
    """
    with pytest.raises(QueryRefused, match=r"found is of type .* cast it to VARCHAR"):
        run(sql, path=sample_warehouse, seconds=20)


@pytest.mark.parametrize("memory", ["0MB", "1KB"])
def test_too_little_memory_to_open_the_file_is_reported(
    sample_warehouse: Path, memory: str
) -> None:
    """As any query is told that needs more."""
    with pytest.raises(QueryRefused, match=f"more than the {memory} of memory"):
        run("SELECT 1", path=sample_warehouse, seconds=20, memory=memory)


def test_a_long_result_is_cut_off_with_a_notice(sample_warehouse: Path) -> None:
    """A screen shows so many rows and no more."""
    result = run("SELECT * FROM range(1000)", path=sample_warehouse, rows=10)
    assert (10, True) == (len(result.rows), result.truncated)
