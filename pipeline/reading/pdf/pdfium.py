"""Fast bindings of the pdfium calls that are made once per run of characters."""

import ctypes
from collections.abc import Callable
from typing import Any

from pypdfium2 import raw


def _direct(function: object, result: object, *arguments: object) -> Callable[..., Any]:
    """Return a function of pdfium's that takes a pointer of ctypes, an index and an array.

    Without ``arguments`` it converts none of them: the caller passes objects of ctypes and small
    numbers, never an address.

    Why: it takes a quarter of the time of pypdfium2's typed pointers. It keeps Python's lock, which
    pdfium needs anyway: none of these calls takes longer than a microsecond.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]
    return ctypes.PYFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


text_object = _direct(raw.FPDFText_GetTextObject, ctypes.c_void_p)
font = _direct(raw.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
char_box = _direct(raw.FPDFText_GetLooseCharBox, ctypes.c_int)
