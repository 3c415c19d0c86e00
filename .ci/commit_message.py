"""Check the form of commit messages: a file for the commit-msg hook, or the commits of a range.

Subjects have at most 72 characters and begin with a capital; a body says why.
Merge commits and commits before the rule are not looked at.
"""

import subprocess
import sys
from pathlib import Path

FIRST = "0c9ec0d"
"""The commit after which the rule holds; where git does not know it, nothing is looked at."""

SUBJECT = 72


def faults(message: str) -> list[str]:
    """Return what is wrong with one commit message, in the words of CONTRIBUTING.md."""
    lines = [line for line in message.splitlines() if not line.startswith("#")]
    subject, body = (lines or [""])[0], lines[1:]
    found = []
    if len(subject) > SUBJECT:
        found.append(f"the subject has {len(subject)} characters, at most {SUBJECT}: {subject}")
    if not subject[:1].isupper() or subject.endswith("."):
        found.append(f"the subject begins with a capital and has no full stop: {subject}")
    if not any(line.strip() for line in body):
        found.append(f"a body says why: {subject}")
    return found


def messages(first: str = FIRST) -> list[str]:
    """Return the messages of the commits behind ``first``, none where git does not know it."""
    command = ["git", "log", "--no-merges", "--format=%B%x00", f"{first}..HEAD"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return [message.strip() for message in done.stdout.split("\0") if message.strip()]


if __name__ == "__main__":
    given = [Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]]
    wrong = [fault for message in given or messages() for fault in faults(message)]
    print("\n".join(wrong), end="\n" if wrong else "")
    sys.exit(bool(wrong))
