"""The digest: what came in since a day, and what is due, as text and as HTML for a mail.

``news`` reads it out of the warehouse, ``mail`` writes it. It is a function of the snapshot and of
the day: asked twice, it says the same.
"""

from pipeline.page.digest.mail import as_html, as_text, subject
from pipeline.page.digest.news import Digest, digest

__all__ = ["Digest", "as_html", "as_text", "digest", "subject"]
