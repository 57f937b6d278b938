"""Ctrl-C is known of and obeyed, also where what Python raises for it gets lost."""

from __future__ import annotations

import contextlib
import signal
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from nupraat_pipeline.cli.build import Story
from nupraat_pipeline.cli.ctrl_c import listening, unheard

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _heard() -> Iterator[None]:
    """Ctrl-C is heard as on a terminal, also where these tests run in the background, which is deaf to it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def ask(number: int = signal.SIGINT) -> None:
    signal.raise_signal(number)


class Dropping:
    """Asks while Python lets go of it: the exception is dropped."""

    def __del__(self) -> None:
        ask()


def test_it_is_known_of_when_another_exception_is_made_of_it() -> None:
    with listening() as ctrl_c:
        assert not ctrl_c.heard
        with contextlib.suppress(KeyboardInterrupt):  # as DuckDB does, which raises a RuntimeError of its own
            ask()
        assert ctrl_c.heard
        assert ctrl_c.heard

    with listening() as ctrl_c:
        assert not ctrl_c.heard


def test_a_run_that_goes_on_in_spite_of_it_is_stopped_at_its_next_step(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", told.append)
    said: list[str] = []
    begins = SimpleNamespace(dagster_event=SimpleNamespace(event_type_value="STEP_START", step_key="metrics"))

    with listening() as ctrl_c:
        story = Story(lambda text, *_: said.append(text), ctrl_c)
        story.hear(begins)
        Dropping()
        with pytest.raises(KeyboardInterrupt):
            story.hear(begins)

    assert said == ["computing the metrics"]
    assert told == []  # no traceback of what was dropped
    Dropping()
    assert len(told) == 1


def test_other_signals_are_none() -> None:
    before = signal.signal(signal.SIGUSR1, lambda *_: None)
    try:
        with listening() as ctrl_c:
            ask(signal.SIGUSR1)
            assert not ctrl_c.heard
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_what_was_decided_is_told_to_its_end() -> None:
    with unheard():
        ask()
    with pytest.raises(KeyboardInterrupt):
        ask()
