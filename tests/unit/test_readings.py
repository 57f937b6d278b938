"""Readings as bytes, in the cache and in a file: what comes back is what was there, and what is damaged never comes."""

from __future__ import annotations

import os
import signal
import zlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from nupraat_pipeline.reading.many import stream
from nupraat_pipeline.reading.many.cache import ReadingCache
from nupraat_pipeline.reading.many.codec import CodecError, EncodedOutcome, decode, encode
from nupraat_pipeline.reading.many.fingerprints import fingerprint
from nupraat_pipeline.reading.many.kept import keep
from nupraat_pipeline.reading.many.local import local_readers
from nupraat_pipeline.reading.many.raw_files import RawFile, list_raw
from nupraat_pipeline.reading.many.stream import Done, read_files
from nupraat_pipeline.reading.pool import read_raw
from nupraat_pipeline.reading.records import (
    AnswerReading,
    DocumentFacts,
    RejectedError,
    Rejection,
    RejectionReason,
)
from nupraat_pipeline.reading.soundness.inflating import Inflater, inflating_at_most
from nupraat_pipeline.settings import Limits, Settings

READ = AnswerReading(DocumentFacts("a" * 64, 10, 1, 1, date(2023, 1, 30), "AN ASKER", None, None), (), (), (), ())


def reading_of(content: bytes, path: Path) -> AnswerReading:
    document = replace(READ.document, sha256=fingerprint(path).sha256, author=content.decode())
    return replace(READ, document=document)


def slow_and_sure(path: Path) -> AnswerReading:
    """Read what a test wrote, and leave a mark that it was read."""
    content = path.read_bytes()
    with (path.parent / ".read").open("a") as log:
        log.write(f"{path.name}\n")
    if content == b"no pdf":
        raise RejectedError(RejectionReason.NOT_A_PDF, f"{path.name} is no PDF.")
    if content == b"busy":
        raise RejectedError(RejectionReason.TOO_SLOW, f"{path.name} was not read in time.")
    return reading_of(content, path)


def breaking(path: Path) -> AnswerReading:
    """End the process, as the system does when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def read(directory: Path, cache: ReadingCache | None) -> list[Done]:
    with local_readers(2, Limits(), slow_and_sure) as readers:
        return list(read_files(list_raw(directory), readers, Limits(), cache))


def marks(directory: Path) -> list[str]:
    """The names of the files that were read since the last look."""
    log = directory / ".read"
    names = sorted(log.read_text().split()) if log.exists() else []
    log.unlink(missing_ok=True)
    return names


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    directory = tmp_path / "raw"
    directory.mkdir()
    for name, content in {"a.pdf": b"AN", "b.pdf": b"no pdf", "c.pdf": b"busy", "d.pdf": b"DIRK"}.items():
        (directory / name).write_bytes(content)
    return directory


# As bytes

st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))  # what the tables hold


@settings(max_examples=60, deadline=None)
@given(st.from_type(AnswerReading))
def test_a_reading_survives_as_bytes(reading: AnswerReading) -> None:
    encoded = encode(reading)

    assert repr(decode(encoded.body)) == repr(reading)  # in which even what is no number is equal to itself
    assert (encoded.document, encoded.figure_count) == (reading.document, len(reading.figures))


def test_half_characters_become_what_the_tables_hold() -> None:
    strange = replace(READ, document=replace(READ.document, author="AN \ud83d"))

    assert decode(encode(strange).body).document.author == "AN ?"


@pytest.mark.parametrize("damage", [lambda body: body[:-9], lambda body: b"", lambda body: b"\x80\x04." + body])
def test_other_bytes_are_refused(damage) -> None:
    with pytest.raises(CodecError):
        decode(damage(encode(READ).body))


def test_a_file_of_readings_gives_each_back(tmp_path: Path) -> None:
    refused = Rejection(RejectionReason.NOT_A_PDF, "b.pdf is no PDF.")
    other = replace(READ, document=replace(READ.document, author="DIRK"))

    kept = keep(((f"{n}.pdf", encode(each)) for n, each in enumerate((READ, refused, other))), tmp_path / "x" / "kept")
    moved = kept.moved_to(tmp_path / "moved")

    assert [each.file_name for each in moved] == ["0.pdf", "1.pdf", "2.pdf"]
    assert [each.reading for each in moved] == [READ, None, other]
    assert [each.rejection for each in moved] == [None, refused, None]
    (tmp_path / "moved").write_bytes(b"")
    with pytest.raises(CodecError):
        _ = moved[0].reading


# In the cache


def test_what_was_read_is_not_read_again_but_for_what_a_limit_decided(raw: Path, tmp_path: Path) -> None:
    first = read(raw, ReadingCache(tmp_path / "cache", "1"))
    assert marks(raw) == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]

    again = read(raw, ReadingCache(tmp_path / "cache", "1"))

    assert marks(raw) == ["c.pdf"]
    assert [done.is_known for done in again] == [True, True, False, True]
    assert [(done.file, done.outcome) for done in again] == [(done.file, done.outcome) for done in first]


def test_what_was_read_within_other_limits_is_read_anew(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.pdf").write_bytes((Settings.load().raw_dir / "2022_sv363.pdf").read_bytes())

    def outcome(**environment: str) -> Done:
        settings = Settings.load(tmp_path / "raw", tmp_path / "warehouse", 1, environment)
        (done,) = read_raw(list_raw(settings.raw_dir), settings)
        return done

    assert outcome().outcome.rejection is None
    assert outcome().is_known
    strict = outcome(NUPRAAT_LIMIT_PAGES="1")
    assert strict.outcome.rejection is not None
    assert strict.outcome.rejection.reason is RejectionReason.TOO_LARGE


def test_a_spent_allowance_stays_spent() -> None:
    bomb = zlib.compress(bytes(100_000))
    with inflating_at_most(1000, "a.pdf"):
        for _ in range(2):
            with pytest.raises(RejectedError, match=r"a\.pdf unpacks to more than"):
                Inflater().decompress(bomb)


@pytest.mark.parametrize("reader", [breaking, len])
def test_what_ended_or_failed_a_process_is_not_kept(tmp_path: Path, reader) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"AN")
    cache = ReadingCache(tmp_path / "cache", "1")
    with local_readers(1, Limits(), reader) as readers:
        (done,) = read_files([RawFile(file, file.name)], readers, Limits(), cache)

    assert done.outcome.rejection is not None
    assert done.outcome.rejection.reason is RejectionReason.DAMAGED
    assert not (tmp_path / "cache").exists()


def test_the_same_bytes_under_another_name_are_told_under_that_name(raw: Path, tmp_path: Path) -> None:
    read(raw, ReadingCache(tmp_path / "cache", "1"))
    (raw / "a.pdf").rename(raw / "e.pdf")
    (raw / "b.pdf").rename(raw / "f.pdf")
    marks(raw)

    found = {done.file.name: done for done in read(raw, ReadingCache(tmp_path / "cache", "1"))}

    assert found["e.pdf"].is_known
    assert not found["f.pdf"].is_known
    assert found["f.pdf"].outcome.rejection is not None
    assert found["f.pdf"].outcome.rejection.message == "f.pdf is no PDF."


def test_another_version_of_the_reader_reads_anew_and_forgets_the_older(raw: Path, tmp_path: Path) -> None:
    read(raw, ReadingCache(tmp_path / "cache", "1"))
    marks(raw)
    newer = ReadingCache(tmp_path / "cache", "2")

    assert not any(done.is_known for done in read(raw, newer))
    newer.sweep()

    assert marks(raw) == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["2"]


def test_contents_that_are_gone_are_forgotten(raw: Path, tmp_path: Path) -> None:
    read(raw, ReadingCache(tmp_path / "cache", "1"))
    (raw / "a.pdf").unlink()
    cache = ReadingCache(tmp_path / "cache", "1")
    read(raw, cache)

    cache.sweep()

    assert len(list((tmp_path / "cache").rglob("*.reading"))) == 2


def flip(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


@pytest.mark.parametrize("damage", [flip, lambda content: content[:50], lambda content: b"", lambda content: b"\n\n\n"])
def test_a_damaged_entry_is_read_anew(raw: Path, tmp_path: Path, damage) -> None:
    first = read(raw, ReadingCache(tmp_path / "cache", "1"))
    for entry in (tmp_path / "cache").rglob("*.reading"):
        entry.write_bytes(damage(entry.read_bytes()))
    marks(raw)

    again = read(raw, ReadingCache(tmp_path / "cache", "1"))

    assert marks(raw) == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]
    assert [done.outcome for done in again] == [done.outcome for done in first]
    assert sum(done.is_known for done in read(raw, ReadingCache(tmp_path / "cache", "1"))) == 3


def test_an_entry_under_another_hash_is_not_taken_for_it(raw: Path, tmp_path: Path) -> None:
    cache = ReadingCache(tmp_path / "cache", "1")
    read(raw, cache)
    one, *others = (tmp_path / "cache").rglob("*.reading")
    for other in others:
        other.write_bytes(one.read_bytes())

    assert sum(done.is_known for done in read(raw, ReadingCache(tmp_path / "cache", "1"))) == 1


def test_a_cache_that_cannot_be_written_stops_nothing(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    cache = ReadingCache(tmp_path / "cache", "1")

    found = read(raw, cache)
    cache.sweep()

    assert [done.file.name for done in found] == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]


def test_an_interrupted_reading_goes_on_where_it_was(raw: Path, tmp_path: Path) -> None:
    cache = ReadingCache(tmp_path / "cache", "1")
    with local_readers(1, Limits(), slow_and_sure) as readers:
        begun = read_files(list_raw(raw), readers, Limits(), cache)
        next(begun)
        begun.close()
    marks(raw)

    again = read(raw, ReadingCache(tmp_path / "cache", "1"))

    assert again[0].is_known
    assert "a.pdf" not in marks(raw)


# In order


def test_files_come_in_their_order_and_few_wait_for_one_before_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "_AHEAD", 3)
    waiting = _Waiting()
    files = [RawFile(Path(os.devnull), f"{number}.pdf") for number in range(12)]

    found = [done.file.name for done in read_files(files, waiting, Limits())]

    assert found == [file.name for file in files]
    assert waiting.most <= 4


class _Waiting:
    """Readers that are done with the file they were given last, and with the first one at the very end."""

    slots = 2

    def __init__(self) -> None:
        from concurrent.futures import Future

        self.first: Future[EncodedOutcome] | None = None
        self.given = self.most = 0

    def submit(self, file: RawFile):
        from concurrent.futures import Future

        future: Future[EncodedOutcome] = Future()
        self.given += 1
        if self.first is None:
            self.first = future
            return future
        self.most = max(self.most, self.given)
        if self.given > 3:
            self.given = 0
            if not self.first.done():
                self.first.set_result(encode(READ))
        future.set_result(encode(READ))
        return future

    def look(self) -> None:
        """It is always there."""

    def outcome(self, file: RawFile, future) -> EncodedOutcome:
        return future.result()
