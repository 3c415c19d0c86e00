"""Commit messages have the form that CONTRIBUTING.md asks for."""

import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / ".ci" / "commit_message.py"
SPEC = importlib.util.spec_from_file_location("commit_message", SCRIPT)
assert SPEC
assert SPEC.loader
commit_message = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(commit_message)


@pytest.mark.parametrize(
    ("message", "faults"),
    [
        ("Ignore ? in URLs\n\nAn address asks nothing.", 0),
        ("Ignore ? in URLs", 1),
        ("ignore ? in URLs.\n\nAn address asks nothing.", 1),
        (f"Ignore {'x' * 72}\n\nAn address asks nothing.", 1),
        ("", 2),
    ],
)
def test_a_message_has_a_short_subject_and_a_reason(message: str, faults: int) -> None:
    """Subject of at most 72 characters, a capital first, no full stop, and a body."""
    assert faults == len(commit_message.faults(message))


def test_the_commits_at_hand_have_the_form() -> None:
    """Every commit since the rule; a shallow clone has none of them."""
    assert [] == [
        fault for one in commit_message.messages() for fault in commit_message.faults(one)
    ]
