"""Decoding of bytes, and normalisation of characters.

One sort of space, no invisible signs, ligatures written out: far less than Unicode's NFKC, which
would turn "½" into "1⁄2", "m²" into "m2" and "…" into three dots.
"""

import codecs
import re
import unicodedata

from pipeline.errors import UnreadableDocument

_CONTROL_BYTES = bytes((*range(0x09), *range(0x0E, 0x20), 0x7F))
_UNPRINTABLE = 0.05  # more of a file than this in control characters: no text
_SPACES = (
    "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
    "\u3000"
)
_INVISIBLE = (
    "\u00ad"  # soft hyphen: where a word may be broken, not where it is
    "\u200b\u200c\u200d\u2060\ufeff"  # zero-width space, joiners, byte order mark
    # marks of writing direction
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    "\ufffe\uffff"  # no characters at all
)
_LIGATURES = {sign: unicodedata.normalize("NFKC", sign) for sign in "ﬀﬁﬂﬃﬄﬅﬆĳĲ"}
# Bullets of the Symbol and Wingdings fonts, which extraction leaves in the private use area.
_SYMBOLS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf0a8": "▪",
    "\uf02d": "–",
    "\uf0e0": "→",
}
_HYPHENS = {"\u2010": "-", "\u2011": "-"}

_CONTROLS = "".join(
    chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\f"
)
_REPLACED = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_INVISIBLE + _CONTROLS, ""),
    **_LIGATURES,
    **_SYMBOLS,
    **_HYPHENS,
}
_ODD = re.compile(f"[{re.escape(''.join(_REPLACED))}]")


def clean(text: str) -> str:
    """Return ``text`` with plain spaces, composed accents and no ligatures; line feeds stay."""
    return text if text.isascii() and text.isprintable() else _normalised(text)


def _normalised(text: str) -> str:
    cleaned = _ODD.sub(lambda match: _REPLACED[match[0]], text)
    return cleaned if cleaned.isascii() else unicodedata.normalize("NFC", cleaned)


def one_line(text: str) -> str:
    """Return ``text`` cleaned, on one line, with single spaces and none at its ends."""
    plain = text.isascii() and text.isprintable()
    words = (text if plain else _normalised(text)).strip(" ")
    if "  " in words or not (plain or words.isprintable()):
        return " ".join(words.split())
    return words


def decode(content: bytes) -> str:
    """Return the text of UTF-8, UTF-16 or Windows-1252; raise UnreadableDocument for others."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    controls = len(content) - len(content.translate(None, _CONTROL_BYTES))
    if controls > _UNPRINTABLE * len(content):
        message = (
            f"no text: {controls} of {len(content)} bytes are control characters; give the paper "
            "as xml, html, pdf or docx"
        )
        raise UnreadableDocument(message)
    return content.decode("utf-8-sig", errors=_WINDOWS)


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Decode bytes that are not UTF-8 as Windows-1252, which older files of ministries use."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="ignore"), error.end


_WINDOWS = "griffier-windows-1252"
codecs.register_error(_WINDOWS, _windows_1252)
