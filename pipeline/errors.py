"""What can go wrong, split by what to do about it.

Every message says what happened, where, and what to do.
"""


class GriffierError(Exception):
    """Something that this project foresaw. The children say who acts next."""


class SourceUnavailable(GriffierError):
    """The official source did not answer, or asked us to wait: try again later, with back-off."""


class SourceChanged(GriffierError):
    """The catalogue or a page no longer has the shape we know: stop, alarm, keep what we have.

    ``evidence`` is the answer as it came, for the content store, where there is one.
    """

    def __init__(self, message: str, *, evidence: bytes | None = None) -> None:
        super().__init__(message)
        self.evidence = evidence


class UnreadableDocument(GriffierError):
    """The bytes of one publication hold no letter that we can read: quarantine it, go on with the
    rest.
    """


class LogConflict(GriffierError):
    """Someone else appended to the same publication first: read it again and decide again."""


class QualityFailed(GriffierError):
    """An expectation raised instead of answering: a fault of ours, so nobody is quarantined and the
    run stops.
    """


class ConfigurationError(GriffierError):
    """A setting is missing or contradicts another: a person has to mend it."""


class ContentMismatch(GriffierError):
    """Stored bytes are gone or no longer have the hash that names them: restore that blob from a
    copy.
    """


class StorageUnavailable(GriffierError):
    """The event log or the content store did not answer: nothing is lost; see that it runs, and try
    again.
    """


class MachineCondition(GriffierError):
    """The machine could not do what was asked (disk, memory, permission): mend that, run again."""


class BackupRefused(GriffierError):
    """A backup cannot be made or restored there: something else is in its place."""


class LogDamaged(GriffierError):
    """The event log cannot be read as it was written: restore it from a backup."""


class LogRefused(GriffierError):
    """The event log is not the one that the store and the warehouse belong to: a person has to
    restore the right one, or say that this one takes its place.
    """


class DecisionRefused(GriffierError):
    """A person released or rejected what does not wait for a decision: look at the publication's
    state first.
    """


class SchemaMismatch(GriffierError):
    """Rows, a stored batch or a DDL file do not fit each other: a fault of ours, mended in the code
    or in sql/tables/.
    """


class WarehouseOutdated(GriffierError):
    """The published warehouse was made by another version of this program, and lacks what this one
    asks: rebuild it.
    """


class QueryRefused(GriffierError):
    """The console did not answer a query: it is no SQL, more than reading, or longer or larger than
    allowed: ask otherwise.
    """


class ExportRefused(GriffierError):
    """The folder for an export holds what no export wrote, and would be lost: name another folder,
    or empty it.
    """
