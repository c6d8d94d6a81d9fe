"""Bytes → text: UTF-8, or another encoding where the bytes themselves tell it.

A byte-order mark tells UTF-16 and UTF-32. Else `charset-normalizer` compares how the text would look: what it finds
must read as language, and as nothing else that differs. Concession: encodings that share their letters and differ in a
few signs (windows-1252 and ISO 8859-1) are read as the one that is commoner in news.
"""

from __future__ import annotations

import codecs

from retrieval.types import UTF8

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_COMMON = "cp1252"
_CANDIDATES = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 mac_roman koi8_r shift_jis euc_jp gb18030 big5 euc_kr"
).split()
_MESS = 0.1  # of what charset-normalizer counts as noise
_WESTERN = frozenset("‘’“”–—…•£€©®°·«»¡¿éèêëáàâäãåæçíìîïñóòôöõøœßúùûüÿÉÈÊÁÀÂÄÃÅÆÇÍÑÓÖØŒÚÜŠšŽž\xa0\xad")


def decoded(raw: bytes) -> tuple[str, str] | None:
    """The text and its encoding, or None where the encoding cannot be told."""
    if b"\0" not in raw:
        try:
            return raw.decode(UTF8), UTF8
        except UnicodeDecodeError:
            return _with_gaps(raw) or _looks_western(raw) or _compared(raw)
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return raw.decode(encoding), encoding
            except UnicodeDecodeError:
                return None
    return None


def _with_gaps(raw: bytes) -> tuple[str, str] | None:
    """UTF-8 with a few broken bytes, each read as "\ufffd": whole characters of several bytes are never chance."""
    text = raw.decode(UTF8, "replace")
    whole = sum(not character.isascii() for character in text) - text.count("\ufffd")
    return (text, "utf-8 with gaps") if whole > 2 * text.count("\ufffd") else None


def _looks_western(raw: bytes) -> tuple[str, str] | None:
    """Read as windows-1252, if all that is not ASCII is then what English and its neighbours print."""
    try:
        text = raw.decode(_COMMON)
    except UnicodeDecodeError:
        return None
    odd = [character for character in text if not character.isascii()]
    return (text, _COMMON) if odd and len(odd) * 4 < len(text) and _WESTERN.issuperset(odd) else None


def _compared(raw: bytes) -> tuple[str, str] | None:
    from charset_normalizer import from_bytes

    best = from_bytes(raw, cp_isolation=_CANDIDATES, threshold=_MESS).best()
    return (raw.decode(best.encoding), best.encoding) if best is not None else None
