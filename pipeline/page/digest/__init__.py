"""The digest: what came in since a day, and what is due, as text and as HTML for a mail.

``news`` reads it from the warehouse, ``mail`` writes it. It depends only on the snapshot and the
day: two requests give the same text.
"""

from pipeline.page.digest.mail import as_html, as_text, subject
from pipeline.page.digest.news import Digest, digest

__all__ = ["Digest", "as_html", "as_text", "digest", "subject"]
