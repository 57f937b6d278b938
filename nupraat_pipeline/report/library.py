"""Vega, Vega-Lite and Vega-Embed as one script for the whole page.

Putting them together takes over a second and always gives the same, so what came of it is kept with what was read.
Here: making and keeping it. It is only a cache: a copy that is missing, damaged or of another version is made anew.
"""

from __future__ import annotations

import hashlib
import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_log = logging.getLogger(__name__)

# What the page's own script calls.
_EXPOSED = "window.vegaEmbed=vegaEmbed;"
# What would end the element that the script stands in, and how it is written instead.
_ESCAPED = (("</script", r"<\/script"), ("<!--", r"<\!--"))


def library(cache: Path) -> str:
    """Return the script, such that nothing in it can end the element that it stands in."""
    import vl_convert

    version = vl_convert.__version__  # type: ignore[attr-defined]
    kept = cache / f"vega-{version}-{_checksum(repr((_EXPOSED, _ESCAPED)))[:8]}.js"
    script = _read(kept)
    if script is None:
        script = str(vl_convert.javascript_bundle(_EXPOSED))
        for harmful, harmless in _ESCAPED:
            script = script.replace(harmful, harmless)
        _keep(kept, script)
    return script


def _read(kept: Path) -> str | None:
    """Return what is kept, unless its checksum tells that it is not whole."""
    try:
        checksum, _, script = kept.read_text(encoding="utf-8").partition("\n")
    except (OSError, ValueError):
        return None
    return script if checksum == _checksum(script) else None


def _keep(kept: Path, script: str) -> None:
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        aside = kept.with_suffix(".part")
        aside.write_text(f"{_checksum(script)}\n{script}", encoding="utf-8")
        aside.replace(kept)
        for other in kept.parent.glob("vega-*.js"):
            if other != kept:
                other.unlink()
    except OSError as error:
        _log.info("the charts' script is not kept: %s", error)


def _checksum(script: str) -> str:
    return hashlib.sha256(script.encode()).hexdigest()
