"""Bytes to text: strict UTF-8, else one of the character sets that Russian texts come in."""

import codecs
import re
from collections.abc import Iterator

from pressfacts.errors import InputError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SINGLE_BYTE = ("cp1251", "koi8_r", "cp866")
COMMON_LETTERS = frozenset("оеаинтсрвл")  # two letters of three in any Russian text
LEAST_RUSSIAN = 0.4
TYPOGRAPHY = frozenset("«»„“”’–—…№°\u00a0\u00ad")
MIXED = re.compile("[A-Za-z][А-яЁё]|[А-яЁё][A-Za-z]")
CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f\v")
SAMPLE = 65_536


def decode(content: bytes, encoding: str | None = None) -> str:
    """The text of a file, by its own mark, by `encoding`, or by what its bytes look like.

    Newlines become LF. Raises InputError on empty, binary and undecodable content.
    """
    if not content.strip(b"\x00\t\n\r\f\v "):
        raise InputError("empty")
    text = _decode_as(content, encoding or encoding_of(content))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError("empty")
    if encoding is None and _is_binary(text[:SAMPLE]):
        raise InputError("binary, not text")
    return text


def encoding_of(content: bytes, whole: bool = True) -> str:
    """The name of the character set; unless `whole`, the last character may be cut.

    Raises InputError where the content is no text in any of them.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return encoding
    wide = _wide_encoding(content[:SAMPLE])
    if wide:
        return wide
    if b"\x00" in content[:SAMPLE]:
        raise InputError("binary, not text")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content, final=whole)
    except UnicodeDecodeError as problem:
        _refuse_broken_utf8(content, problem.start)
        return _most_russian(content)
    return "utf-8"


def _decode_as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except LookupError as problem:
        raise InputError(f"no character set is called {encoding!r}") from problem
    except UnicodeError as problem:
        raise InputError(f"not {encoding} text", "try without --encoding") from problem


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without a mark: Latin and Cyrillic letters have 0 or 4 as their high byte."""
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        near = sum(high.count(byte) for byte in (0x00, 0x04, 0x20, 0x21))  # 20, 21: dashes, «№»
        if near > 0.9 * len(high) and high.count(0) + high.count(4) > 0.5 * len(high):
            return encoding
    return None


def _refuse_broken_utf8(content: bytes, position: int) -> None:
    """A file cut or damaged in one place would otherwise be read as nonsense in another set."""
    text = content[:SAMPLE].decode("utf-8", errors="replace")
    beyond = sum(not sign.isascii() for sign in text)
    if text.count("\ufffd") < 0.1 * beyond:
        raise InputError(f"damaged UTF-8 at byte {position}", "or name its set with --encoding")


def _most_russian(content: bytes) -> str:
    """The single-byte set in which the content has the most Russian letters.

    charset-normalizer is not asked: on a few words it takes KOI8-R, whose letter cases are
    CP1251's the other way round, for CP1251, or gives no answer.
    """
    scores = {name: _russianness(text) for name, text in _decodings(content)}
    best = max(scores, key=lambda name: scores[name], default="")
    if not best or scores[best] < LEAST_RUSSIAN:
        raise InputError("undecodable", "name its character set with --encoding")
    return best


def _decodings(content: bytes) -> Iterator[tuple[str, str]]:
    for encoding in SINGLE_BYTE:
        try:
            yield encoding, content.decode(encoding)
        except UnicodeDecodeError:
            continue


def _russianness(text: str) -> float:
    """The share of common letters beyond ASCII, with some credit for lower case.

    Sets differ in which bytes are capitals, letters, or the line drawings of old screens; a
    Cyrillic letter inside a Latin word is a Western letter misread.
    """
    sample = text[:SAMPLE]
    beyond = [sign for sign in sample if not sign.isascii() and sign not in TYPOGRAPHY]
    common = sum(sign.lower() in COMMON_LETTERS for sign in beyond)
    lower = sum(sign.islower() for sign in beyond)
    mixed = len(MIXED.findall(sample))
    return (common + 0.2 * lower - mixed) / len(beyond) if beyond else 0.0


def _is_binary(sample: str) -> bool:
    controls = sum(letter in CONTROLS for letter in sample)
    return controls > 0.02 * len(sample)
