"""Documents are read by processes with limits: what kills one takes nothing else down."""

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import hostile_documents as hostile
import pytest

from pipeline.flows.doctor import examine
from pipeline.isolation import Limits, Pool, Task
from pipeline.isolation.samples import documents, task
from pipeline.isolation.task import outcome_bytes, outcome_of, task_header, task_of
from pipeline.isolation.work import work
from pipeline.settings import Settings

LIMITS = Limits(seconds=5, memory_mb=768)
FAIR = Task(b"Geachte voorzitter,\n\nHoeveel vuurtorens zijn er?\n", "brief.txt")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """Yield two workers with limits that a test can wait for."""
    made = Pool(LIMITS, 2)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("name", "content"), list(documents()), ids=[name for name, _ in documents()]
)
def test_a_worker_gives_the_rows_that_this_process_gives(
    pool: Pool, name: str, content: bytes
) -> None:
    """Dates, moments and lists arrive as they are."""
    assert work(task(name, content)) == pool.one(task(name, content))


def test_values_cross_the_pipe_of_a_worker_unchanged() -> None:
    """Also the version of the text accepted last."""
    asked = Task(b"x", "a.txt", "text/plain", task(*next(documents())).origin, ("00", 3))
    assert asked == task_of(task_header(asked), b"x")
    outcome = work(task(*next(documents())))
    assert outcome == outcome_of(outcome_bytes(outcome))
    for answer in (b"[]", b'{"kind": "owned"}', b"\xff", b'{"kind": "done", "rows": 3}'):
        with pytest.raises(ValueError, match="no outcome"):
            outcome_of(answer)


def test_a_result_carries_the_version_of_its_text() -> None:
    """The same text keeps its number, another one gets the next."""
    first = task(*next(documents()))
    (publication,) = work(first).rows["publication"]
    sha256 = str(publication["text_sha256"])
    numbers = []
    for accepted in (None, (sha256, 4), ("0" * 64, 4)):
        told = Task(first.content, first.name, origin=first.origin, accepted=accepted)
        numbers.append(work(told).rows["publication"][0]["version"])
    assert [1, 4, 5] == numbers


def test_a_document_that_kills_its_worker_is_given_up_with_the_signal_as_reason(pool: Pool) -> None:
    """The papers around it are read, and the next one too."""
    bomb = Task(hostile.drawn_by_itself(), "bom.pdf")
    assert len(bomb.content) < 1_000
    found = dict(pool.run([FAIR, bomb, FAIR, FAIR]))
    assert ["done", "killed", "done", "done"] == [found[number].kind for number in range(4)]
    assert "probably out of memory at 768 MB" in found[1].reason
    assert "done" == pool.one(FAIR).kind


def test_a_document_that_takes_too_long_is_ended_by_its_processor_time() -> None:
    """And is told so."""
    pool = Pool(Limits(seconds=1), 1)
    content = hostile.word("<w:p><w:r><w:t>vraag</w:t></w:r></w:p>" * 400_000)
    outcome = pool.one(Task(content, "lang.docx"))
    pool.close()
    assert ("killed", "took more than 1 s of processor time") == (outcome.kind, outcome.reason)


@pytest.mark.parametrize(
    ("name", "content"), list(hostile.documents()), ids=[name for name, _ in hostile.documents()]
)
def test_hostile_documents_are_read_or_refused_within_the_limits(
    pool: Pool, name: str, content: bytes
) -> None:
    """None of them costs more than its two tries may take."""
    before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    outcome = pool.one(Task(content, name))
    assert outcome.kind in {"done", "unreadable", "killed"}, outcome.detail
    spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before[1].ru_utime
    assert spent < 2 * (LIMITS.seconds + 2) + 5


ATTEMPTS = {
    "a connection": "import socket; socket.create_connection(('127.0.0.1', 9), 1)",
    "a datagram": "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "a new file": "open('/tmp/griffier-escaped', 'w')",
    "another's file": "open('/etc/passwd').read()",
    "a removal": "import os; os.unlink('/tmp/griffier-escaped')",
    "a process": "import os; os.fork()",
    "a program": "import os; os.execv('/bin/true', ['true'])",
    "a signal": "import os; os.kill(os.getppid(), 0)",
}


def behind_barriers(code: str, arguments: str = "") -> subprocess.CompletedProcess[bytes]:
    """Run code in a process that has closed its barriers; skip the test on an older kernel."""
    program = (
        "from pathlib import Path; from pipeline.barriers import close_barriers\n"
        "import socket, threading\n"
        f"if len(close_barriers({arguments})) < 2: raise SystemExit(77)\n"
        f"try:\n    {code}\nexcept OSError: raise SystemExit(3)"
    )
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, check=False)
    if done.returncode == 77:
        pytest.skip("this kernel has no Landlock or no seccomp: only limits hold")
    return done


@pytest.mark.parametrize("arguments", ["", "threads=True"])
@pytest.mark.parametrize("code", ATTEMPTS.values(), ids=ATTEMPTS.keys())
def test_a_worker_behind_the_barriers_reaches_no_network_and_no_file(
    code: str, arguments: str
) -> None:
    """Each call is refused, also to a process that may start threads."""
    done = behind_barriers(code, arguments)
    assert (3, b"") == (done.returncode, done.stderr)


def test_a_worker_behind_the_barriers_reads_its_named_file_and_starts_threads(
    tmp_path: Path,
) -> None:
    """As a query of the console needs; the file beside it is not read."""
    for name in ("warehouse", "other"):
        (tmp_path / name).write_text("x")
    arguments = f"[Path('{tmp_path}/warehouse')], threads=True"
    opened = "open('{}').read(); one = threading.Thread(target=print); one.start(); one.join()"
    done = behind_barriers(opened.format(tmp_path / "warehouse"), arguments)
    assert (0, b"\n") == (done.returncode, done.stdout)
    assert 3 == behind_barriers(opened.format(tmp_path / "other"), arguments).returncode


def test_reading_and_parsing_load_neither_polars_nor_pyarrow() -> None:
    """They could not even be loaded within a worker's memory."""
    program = (
        "import sys; from pipeline.isolation import worker; worker.load()\n"
        "print(sorted({'polars', 'pyarrow', 'duckdb', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert b"[]\n" == done.stdout


def test_a_worker_serves_many_documents_and_is_replaced_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Memory that libraries keep does not add up for ever."""
    monkeypatch.setattr("pipeline.isolation.pool.SERVED", 3)
    pool = Pool(LIMITS, 1)
    assert ["done"] * 7 == [outcome.kind for _, outcome in pool.run([FAIR] * 7)]
    pool.close()


def test_a_document_larger_than_a_pipe_gets_through(pool: Pool, tmp_path: Path) -> None:
    """In and out."""
    del tmp_path
    content = ("Een zin over vuurtorens. " * 40 + "\n\n") * 2_000
    outcome = pool.one(Task(content.encode(), "lang.txt"))
    assert outcome.kind == "done"
    assert len(outcome.text) > 1_900_000


def test_the_doctor_reports_a_kernel_without_barriers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the limits that hold all the same."""
    monkeypatch.setattr(Pool, "barriers", lambda _: [])
    findings = examine(Settings(home=tmp_path), date(2026, 3, 3))
    (found,) = [finding for finding in findings if "Landlock" in str(finding)]
    assert "neither Landlock nor seccomp" in str(found)
    assert "30 s, 1024 MB" in str(found)


@pytest.mark.skipif(sys.platform != "linux", reason="the limits are Linux's")
def test_a_worker_starts_within_a_lower_limit_of_its_user() -> None:
    """With ``ulimit -v`` or ``-t`` below the settings no reader started: nobody may raise these."""
    code = """if True:
        import resource
        from pipeline.isolation import Limits, Pool
        from pipeline.isolation.samples import documents, task
        for limit, most in ((resource.RLIMIT_AS, 900 << 20), (resource.RLIMIT_CPU, 300)):
            resource.setrlimit(limit, (most, most))
        pool = Pool(Limits(memory_mb=1024, seconds=600), 1)
        print(pool.one(task(*next(documents()))).kind)
        pool.close()
        """
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert "done" == ended.stdout.strip(), ended.stderr
