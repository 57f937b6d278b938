"""Which entries of `raw/` count, under which name, and which are refused before they are opened."""

from __future__ import annotations

import os
import socket
import stat
import time
import unicodedata
from pathlib import Path

import pytest

from nupraat_pipeline.reading.many.raw_files import list_raw
from nupraat_pipeline.reading.records import RejectionReason


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    directory = tmp_path / "raw"
    directory.mkdir()
    return directory


def reasons(raw: Path) -> dict[str, RejectionReason | None]:
    return {file.name: file.rejection.reason if file.rejection else None for file in list_raw(raw)}


def test_every_file_counts_but_those_that_are_ignored(raw: Path) -> None:
    for name in ("b.pdf", "a.PDF", "note.txt", ".hidden.pdf", "~$lock.pdf", "README.md", "README", "b.pdf.part"):
        (raw / name).write_text("x")
    (raw / "older").mkdir()
    (raw / "older" / "c.pdf").write_text("x")

    assert reasons(raw) == {"a.PDF": None, "b.pdf": None, "note.txt": None}


def test_what_calls_itself_a_pdf_but_is_no_file(raw: Path) -> None:
    (raw / "folder.pdf").mkdir()
    os.mkfifo(raw / "pipe.pdf")

    assert reasons(raw) == {"folder.pdf": RejectionReason.NOT_A_FILE, "pipe.pdf": RejectionReason.NOT_A_FILE}


def test_links_may_not_lead_out_of_raw(raw: Path) -> None:
    (raw / "a.pdf").write_text("x")
    outside = raw.parent / "secret.pdf"
    outside.write_text("x")
    (raw / "inside.pdf").symlink_to("a.pdf")
    (raw / "outside.pdf").symlink_to(outside)
    (raw / "sideways.pdf").symlink_to("../secret.pdf")
    (raw / "nowhere.pdf").symlink_to("gone.pdf")
    (raw / "circle.pdf").symlink_to("circle.pdf")

    assert reasons(raw) == {
        "a.pdf": None,
        "circle.pdf": RejectionReason.UNREADABLE,
        "inside.pdf": None,
        "nowhere.pdf": RejectionReason.UNREADABLE,
        "outside.pdf": RejectionReason.OUTSIDE_RAW,
        "sideways.pdf": RejectionReason.OUTSIDE_RAW,
    }


def test_raw_itself_may_be_a_link(raw: Path) -> None:
    (raw / "a.pdf").write_text("x")
    (raw.parent / "linked").symlink_to(raw)

    assert reasons(raw.parent / "linked") == {"a.pdf": None}


def test_names_are_text_that_can_be_published(raw: Path) -> None:
    composed, decomposed = "één.pdf", unicodedata.normalize("NFD", "één.pdf")
    (raw / decomposed).write_text("x")
    Path(os.fsdecode(os.fsencode(raw) + b"/caf\xe9.pdf")).write_text("x")

    assert set(reasons(raw)) == {composed, r"caf\xe9.pdf"}

    (raw / composed).write_text("y")

    assert len(list_raw(raw)) == 3
    assert {file.path.name for file in list_raw(raw)} >= {composed, decomposed}


def test_a_directory_that_is_not_there(raw: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list_raw(raw / "absent")


def test_devices_and_sockets_are_not_opened(raw: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(raw / "socket.pdf"))
    (raw / "nothing.pdf").symlink_to("/dev/null")
    (raw / "noise.pdf").symlink_to("/dev/zero")
    expected = {
        "noise.pdf": RejectionReason.OUTSIDE_RAW,
        "nothing.pdf": RejectionReason.OUTSIDE_RAW,
        "socket.pdf": RejectionReason.NOT_A_FILE,
    }
    if os.geteuid() == 0:
        os.mknod(raw / "device.pdf", 0o600 | stat.S_IFCHR, os.makedev(1, 5))
        expected["device.pdf"] = RejectionReason.NOT_A_FILE

    assert reasons(raw) == expected


def test_a_link_to_a_folder_outside_is_refused_whatever_its_name(raw: Path) -> None:
    outside = raw.parent / "outside"
    outside.mkdir()
    (outside / "secret.pdf").write_text("x")
    (raw / "years.pdf").symlink_to(outside)
    (raw / "years").symlink_to(outside)

    assert reasons(raw) == {"years.pdf": RejectionReason.OUTSIDE_RAW}


ODD = [
    "=1+1.pdf",
    "-rf.pdf",
    "a\nb.pdf",
    "\x1b[2Jc.pdf",
    "\u202efdp.exe.pdf",
    "'; DROP TABLE x; --.pdf",
    " .pdf",
    "%s.pdf",
]


def test_odd_names_are_names(raw: Path) -> None:
    names = [*ODD, "n" * 251 + ".pdf", "日本語.pdf", "🙂.pdf"]
    for name in names:
        (raw / name).write_text("x")

    assert set(reasons(raw)) == set(names)


def test_a_thousand_files(raw: Path) -> None:
    for number in range(1000):
        (raw / f"{number:04}.pdf").write_text("x")

    began = time.monotonic()
    listed = list_raw(raw)

    assert [file.name for file in listed] == [f"{number:04}.pdf" for number in range(1000)]
    assert time.monotonic() - began < 5
