"""The order in which manifestations of a paper are tried: the one with the most structure first."""

from collections.abc import Mapping

from pipeline.source.records import READABLE


def candidates(manifestations: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the readable manifestations, best first, as (format, address).

    The order is xml, html, pdf, and then txt and docx, which only folders have.
    """
    return [(form, manifestations[form]) for form in READABLE if form in manifestations]
