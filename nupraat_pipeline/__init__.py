"""The yearly figures about the helpline Nupraatikerover.be, freed from the PDFs they are published in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nupraat_pipeline.warehouse import query

__all__ = ["query"]


def __getattr__(name: str) -> Any:
    """Load `query` when it is first used: the warehouse costs seconds that no other import should pay."""
    if name != "query":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from nupraat_pipeline.warehouse import query

    return query
