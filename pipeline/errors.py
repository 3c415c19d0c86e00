"""Errors of this project, by what to do about them.

Every message names what happened, where, and the next step, and repeats no secret of an address.
"""

import re

SECRETS = re.compile(
    r"""(?P<user>\w://)[^\s'"]{0,500}@"""  # postgresql://griffier:secret@host
    r"""|(?P<name>(?:pass|secret|token|sig|key)\w{0,30}=)[^\s'"&]+""",  # s3://b?secret_key=secret
    re.IGNORECASE,
)


def without_secrets(message: str) -> str:
    """Return the message without user names, passwords and keys of the addresses in it.

    Example: ``postgresql://griffier:secret@host/log`` becomes ``postgresql://…@host/log``.

    Why: messages end in logs that more people read than the settings.
    """

    def hidden(match: re.Match[str]) -> str:
        return f"{match['user']}…@" if match["user"] else f"{match['name']}…"

    return SECRETS.sub(hidden, message)


class GriffierError(Exception):
    """An error that this project foresaw.

    Its subclasses are divided by who acts next.
    """

    def __init__(self, message: str = "") -> None:
        super().__init__(without_secrets(message))


class SourceUnavailable(GriffierError):
    """The official source did not answer, or asked us to wait: try again later, with back-off."""


class SourceChanged(GriffierError):
    """The catalogue or a page has an unknown shape: stop, alarm, keep what is held.

    ``evidence`` is the response as received, for the content store, if there is one.
    """

    def __init__(self, message: str, *, evidence: bytes | None = None) -> None:
        super().__init__(message)
        self.evidence = evidence


class UnreadableDocument(GriffierError):
    """Bytes of one publication without a readable letter: quarantine it, continue with the rest."""


class LogConflict(GriffierError):
    """A conflict: another process appended to the publication first; read it again and retry."""


class QualityFailed(GriffierError):
    """An expectation raised an error: a fault in this program; nothing is quarantined."""


class ConfigurationError(GriffierError):
    """A setting that is missing or contradicts another: a person has to correct it."""


class ContentMismatch(GriffierError):
    """Stored bytes are missing or have a wrong hash: restore the blob from a backup."""


class StorageUnavailable(GriffierError):
    """The event log or the content store did not answer: check it and try again.

    Nothing is lost.
    """


class MachineCondition(GriffierError):
    """A condition of the machine (disk, memory, permission) stopped the work: fix it, run again."""


class BackupRefused(GriffierError):
    """A backup that cannot be made or restored there, because the place is in use."""


class LogDamaged(GriffierError):
    """The event log is damaged: restore it from a backup."""


class LogRefused(GriffierError):
    """The event log belongs to another store or warehouse.

    A person has to restore the right log, or state that this one replaces it.
    """


class DecisionRefused(GriffierError):
    """A release or rejection of a text that does not wait for it: check the status first."""


class SchemaMismatch(GriffierError):
    """Rows, a stored batch or a DDL file contradict each other.

    This is a fault in this program, to be fixed in the code or in sql/tables/.
    """


class WarehouseOutdated(GriffierError):
    """A published warehouse made by another version, without the queried tables: rebuild it."""


class QueryRefused(GriffierError):
    """A query that the console refused: change the query.

    It is no SQL, not read-only, or exceeds the limits of time or size.
    """


class ExportRefused(GriffierError):
    """The folder for an export has other files, which would be lost: name another or empty it."""
