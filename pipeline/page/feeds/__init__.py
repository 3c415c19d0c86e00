"""Feeds and a calendar: a reader can follow anything without being registered.

``atom`` and ``ical`` write RFC 4287 and RFC 5545 and are independent of the warehouse. ``entries``
makes entries of rows, ``following`` of one question or promise, ``handlers`` answers requests.
"""
