"""Sending of the digest to its subscribers, through Airflow's notifier for mail."""

from collections.abc import Callable
from datetime import date
from pkgutil import resolve_name
from typing import Any

from pipeline.connections import SCHEME
from pipeline.language import language
from pipeline.page import digest as digests
from pipeline.settings import Settings
from pipeline.warehouse import connect, mirror

NOTIFIER = "airflow.providers.smtp.notifications.smtp.SmtpNotifier"
"""Airflow's notifier for mail, which uses the connection named by GRIFFIER_DIGEST_SMTP."""


def send(settings: Settings, since: date, notifier: Callable[..., Any] | None = None) -> int:
    """Send the new papers and deadlines since a day to every subscriber; return how many got mail.

    No mail is sent if no paper arrived and no deadline passed.
    """
    if not settings.digest_to:
        return 0
    if settings.publish:
        mirror.follow(settings.warehouse_path, settings.publish)
    with connect(settings.warehouse_path) as connection:
        digest = digests.digest(connection, since)
    if digest.empty:
        return 0
    words = language(settings.digest_language, "pipeline.page")
    mail = (notifier or resolve_name(NOTIFIER))(
        smtp_conn_id=settings.digest_smtp.removeprefix(SCHEME),
        from_email=settings.digest_from or None,
        to=sorted(settings.digest_to),
        subject=digests.subject(digest, words),
        html_content=digests.as_html(digest, words, settings.page_url),
    )
    mail.notify({})
    return len(settings.digest_to)
