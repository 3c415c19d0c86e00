"""The limits of one process hold over all its threads, whatever happens on the way."""

from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from time import monotonic, sleep

from pipeline.source.rate_limiter import RateLimiter


def test_no_second_sees_more_requests_than_agreed() -> None:
    """Also when some requests are held up on their way and arrive together with later ones."""
    pace = RateLimiter(per_second=20, concurrency=8)
    arrivals: list[float] = []

    def ask(number: int) -> None:
        with pace.turn() as turn:
            sleep(0.08 if number % 5 == 0 else 0.0)
            arrivals.append(monotonic())
            turn.answered()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(30)))
    arrivals.sort()
    assert all(
        later - earlier > 1.0 for earlier, later in zip(arrivals, arrivals[20:], strict=False)
    )


def test_requests_leave_evenly() -> None:
    """Not in a burst at the start of each second."""
    pace = RateLimiter(per_second=50, concurrency=4)
    begun = monotonic()
    for _ in range(6):
        with pace.turn():
            pass
    assert monotonic() - begun >= 5 / 50


def test_no_more_requests_are_under_way_than_agreed() -> None:
    """Until their body has been read, not only until they are answered."""
    pace = RateLimiter(per_second=0, concurrency=3)
    lock = Lock()
    under_way = most = 0

    def ask(_: int) -> None:
        nonlocal under_way, most
        with pace.turn() as turn:
            turn.answered()
            with lock:
                under_way += 1
                most = max(most, under_way)
            sleep(0.01)
            with lock:
                under_way -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(20)))
    assert 3 == most


def test_a_pause_holds_every_thread() -> None:
    """The source asked this process to wait, not one of its threads."""
    pace = RateLimiter(per_second=0, concurrency=4)
    pace.pause(0.1)
    begun = monotonic()
    with ThreadPoolExecutor(4) as pool:
        waits = list(pool.map(lambda _: _turn(pace) - begun, range(4)))
    assert min(waits) >= 0.1


def test_a_rate_below_one_per_second_is_kept() -> None:
    """The window grows to the time of one request."""
    pace = RateLimiter(per_second=0.5, concurrency=1)
    _turn(pace)
    assert pace._delay(monotonic()) > 1.9  # noqa: SLF001


def _turn(pace: RateLimiter) -> float:
    with pace.turn():
        return monotonic()
