"""Damage to a file's bytes, as bad disks, broken transfers and careless programs do it.

Here: one function a kind, each from a file and a source of chance to another file. A sound reader tells of each of
these, or reads what it would have read. Not here: changes that make another sound file (`edits`).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Damage = Callable[[bytes, random.Random], bytes]

_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_LONGEST = 400


def flip_bits(content: bytes, chance: random.Random) -> bytes:
    """One to four bits, anywhere."""
    flipped = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def flip_bits_of_the_skeleton(content: bytes, chance: random.Random) -> bytes:
    """One or two bits outside the streams: dictionaries, references, tables of objects."""
    flipped = bytearray(content)
    places = _skeleton(content)
    for _ in range(chance.randint(1, 2)):
        flipped[chance.choice(places)] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def change_a_digit_of_the_skeleton(content: bytes, chance: random.Random) -> bytes:
    """Another digit outside the streams: a length, a reference, a place, a width."""
    places = [place for place in _skeleton(content) if content[place : place + 1].isdigit()]
    place = chance.choice(places)
    digit = chance.choice([each for each in b"0123456789" if each != content[place]])
    return content[:place] + bytes([digit]) + content[place + 1 :]


def flip_a_bit_of_a_stream(content: bytes, chance: random.Random) -> bytes:
    """One bit inside one stream, the small ones as often as the large."""
    found = chance.choice(list(_STREAM.finditer(content)))
    place = chance.randrange(found.start() + 7, found.end() - 9)
    return content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]


def _skeleton(content: bytes) -> list[int]:
    places, last = [], 0
    for found in _STREAM.finditer(content):
        places += range(last, found.start())
        last = found.end()
    return [*places, *range(last, len(content))]


def overwrite(content: bytes, chance: random.Random) -> bytes:
    """A stretch of noughts, or of noise."""
    start, end = _stretch(content, chance)
    filling = bytes(end - start) if chance.random() < 0.5 else chance.randbytes(end - start)
    return content[:start] + filling + content[end:]


def cut_the_end(content: bytes, chance: random.Random) -> bytes:
    """What a broken transfer leaves."""
    return content[: chance.randrange(20, len(content))]


def cut_a_piece(content: bytes, chance: random.Random) -> bytes:
    """A stretch that is gone, everything behind it shifted."""
    start, end = _stretch(content, chance)
    return content[:start] + content[end:]


def repeat_a_piece(content: bytes, chance: random.Random) -> bytes:
    """A stretch that is there twice."""
    start, end = _stretch(content, chance)
    return content[:end] + content[start:]


def insert_noise(content: bytes, chance: random.Random) -> bytes:
    """Bytes that do not belong there."""
    place = chance.randrange(len(content))
    return content[:place] + chance.randbytes(chance.randint(1, 40)) + content[place:]


def exchange_pieces(content: bytes, chance: random.Random) -> bytes:
    """Two blocks of one length in each other's place, as a broken file system has them."""
    size = chance.choice([16, 64, 256, 512])
    one, other = sorted(chance.randrange(len(content) - size) // size * size for _ in range(2))
    if other < one + size:
        return cut_the_end(content, chance)
    middle = content[one + size : other]
    return content[:one] + content[other : other + size] + middle + content[one : one + size] + content[other + size :]


def convert_line_ends(content: bytes, chance: random.Random) -> bytes:
    """What a transfer as text does."""
    return content.replace(b"\n", b"\r\n") if chance.random() < 0.5 else content.replace(b"\r\n", b"\n") + b"\r\n"


def lose_the_high_bits(content: bytes, chance: random.Random) -> bytes:
    """What a mail gateway for seven bits does, to a stretch or to all."""
    start, end = _stretch(content, chance) if chance.random() < 0.8 else (0, len(content))
    return content[:start] + bytes(byte & 127 for byte in content[start:end]) + content[end:]


def _stretch(content: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(content) - 1)
    return start, min(start + chance.randint(1, _LONGEST), len(content))


DAMAGES: tuple[Damage, ...] = (
    flip_bits,
    flip_bits_of_the_skeleton,
    change_a_digit_of_the_skeleton,
    flip_a_bit_of_a_stream,
    overwrite,
    cut_the_end,
    cut_a_piece,
    repeat_a_piece,
    insert_noise,
    exchange_pieces,
    convert_line_ends,
    lose_the_high_bits,
)
