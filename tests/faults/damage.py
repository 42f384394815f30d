"""Ways in which a file comes damaged, from a seed: cut off, flipped, wrongly encoded, doubled, swollen."""

from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.bench.lists import WORDS

Damage = Callable[[bytes, Random], bytes]


def cut_off(data: bytes, dice: Random) -> bytes:
    return data[: dice.randrange(len(data))]


def flipped(data: bytes, dice: Random) -> bytes:
    held = bytearray(data)
    for _ in range(dice.choice([1, 8, 64])):
        held[dice.randrange(len(held))] ^= 1 << dice.randrange(8)
    return bytes(held)


def zeroed(data: bytes, dice: Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + bytes(len(data[at : at + 200])) + data[at + 200 :]


def other_encoding(data: bytes, dice: Random) -> bytes:
    text = data.decode("utf-8", errors="replace")
    return text.encode(dice.choice(["utf-16", "utf-16-le", "cp1258", "latin-1", "utf-32"]), errors="replace")


def head_doubled(data: bytes, dice: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = dice.randrange(len(lines) + 1)
    return b"".join([*lines[:at], *lines[: dice.randrange(1, 4)], *lines[at:]])


def shuffled(data: bytes, dice: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    dice.shuffle(lines)
    return b"".join(lines)


def swollen(data: bytes, dice: Random) -> bytes:
    """One cell of 150,000 letters, or one text that never ends."""
    at = dice.randrange(len(data))
    return data[:at] + dice.choice([b"x", "ă".encode(), b"9", b"(", b'"']) * 150_000 + data[at:]


def quote_opened(data: bytes, dice: Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + dice.choice([b'"', b"<", b"{", b"[", b"\\", b"&", b"\x00", b"\x1a"]) + data[at:]


def strewn(data: bytes, dice: Random) -> bytes:
    """Words, signs and numbers that mean something, where they do not belong."""
    held = data
    signs = ["\u202e", "≮", "\ufffd", "٣", "1e999", "-0", "NaN", "=1+1", "31/02/2024", "2.500.000.000.000 tỷ"]
    for _ in range(10):
        at = dice.randrange(len(held) + 1)
        held = held[:at] + dice.choice([*WORDS, *signs, ",", "\n", ";", "</x>"]).encode() + held[at:]
    return held


DAMAGES: tuple[Damage, ...] = (
    cut_off,
    flipped,
    zeroed,
    other_encoding,
    head_doubled,
    shuffled,
    swollen,
    quote_opened,
    strewn,
)


def damaged(sound: list[Path], folder: Path, count: int, seed: int) -> list[Path]:
    """So many damaged copies, each file and each damage in turn."""
    dice, made = Random(seed), list[Path]()
    for number in range(count):
        path, damage = sound[number % len(sound)], DAMAGES[(number // len(sound) + number) % len(DAMAGES)]
        made.append(folder / f"{number:04}-{damage.__name__}-{path.name}")
        made[-1].write_bytes(damage(path.read_bytes() or b" ", dice))
    return made
