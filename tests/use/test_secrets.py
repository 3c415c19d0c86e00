"""No message repeats a secret of an address, whatever is wrong with the address."""

import traceback

import pytest

from pipeline.errors import GriffierError, MachineCondition, without_secrets
from pipeline.log import open_log
from pipeline.store.content import ContentStore
from pipeline.warehouse.remote import RemotePublication

SECRET = "hunter2"


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (
            f"no answer of postgresql://me:{SECRET}@host/log: why",
            "no answer of postgresql://…@host/log: why",
        ),
        (f"'s3://{SECRET}@bucket'", "'s3://…@bucket'"),
        (f"redis://:{SECRET}/@x@host:1", "redis://…@host:1"),
        (
            f"s3://b/p?secret_access_key={SECRET}&region=eu",
            "s3://b/p?secret_access_key=…&region=eu",
        ),
        (f"host=x password={SECRET} user=me", "host=x password=… user=me"),
        ("https://repository.overheid.nl/sru?query=a@b", "https://…@b"),
        ("write to someone@example.org", "write to someone@example.org"),
        ("FROM letter WHERE key = 'a'", "FROM letter WHERE key = 'a'"),
    ],
)
def test_a_message_hides_secrets_and_nothing_else(told: str, shown: str) -> None:
    """In any error that this project foresaw."""
    assert shown == without_secrets(told)
    assert shown == str(MachineCondition(told))


@pytest.mark.parametrize(
    "opened",
    [
        lambda: open_log(f"postgresql://me:{SECRET}@[::1/x").__enter__(),
        lambda: open_log(f"postgresql://me:{SECRET}@127.0.0.1:1/x").__enter__(),
        lambda: ContentStore(f"ftp://me:{SECRET}@host/"),
        lambda: ContentStore(f"http://me:{SECRET}@127.0.0.1:1/").owner(),
        lambda: RemotePublication(f"ftp://me:{SECRET}@host/"),
        lambda: RemotePublication(f"http://me:{SECRET}@127.0.0.1:1/").current(),
    ],
    ids=[
        "no address of a log",
        "no log there",
        "no address of a store",
        "no store there",
        "no address to publish at",
        "nothing to publish at",
    ],
)
def test_a_wrong_address_is_reported_without_its_password(opened: object) -> None:
    """Nor does the chain of causes, which Airflow writes into the log of a task."""
    with pytest.raises(GriffierError) as caught:
        opened()  # type: ignore[operator]
    assert SECRET not in "".join(traceback.format_exception(caught.value))
