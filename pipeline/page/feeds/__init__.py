"""Feeds and a calendar: what a reader follows without us knowing who follows what.

``atom`` and ``ical`` write RFC 4287 and RFC 5545 and know nothing of the warehouse. ``entries``
makes entries of rows, ``following`` of one question or promise, ``pages`` are the handlers.
"""
