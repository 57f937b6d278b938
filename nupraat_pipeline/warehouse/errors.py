"""What can keep a build from being published, or a query from being answered."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence


class AuditProblem(Struct, frozen=True):
    """Why a written file may not be published: which audit, about which table, what was found and where."""

    audit: str
    table: str
    message: str


class NothingToPublishError(Exception):
    """No file of `raw/` is a readable answer: nothing is published, the old file stays."""


class AuditError(Exception):
    """The written file failed its audits; `problems` says how. Nothing is published, the old file stays."""

    def __init__(self, problems: Sequence[AuditProblem]) -> None:
        self.problems = tuple(problems)
        shown = "\n".join(f"- {problem.audit}, {problem.table}: {problem.message}" for problem in self.problems)
        super().__init__(f"The build failed {len(self.problems)} audits and is not published:\n{shown}")


class BuildInProgressError(Exception):
    """Another build has been publishing for longer than a build takes, or has taken the lock of this one."""


class PublishError(Exception):
    """The file could not be written or swapped in (no room, no rights); the old file stays. The message says why."""


class NotPublishedError(FileNotFoundError):
    """There is no published file yet."""


# What systems say of files that cannot be written; DuckDB has it somewhere in a longer message.
_SYSTEM_SAYS = tuple(
    os.strerror(number) for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EACCES, errno.EROFS)
)


def told(error: Exception) -> str:
    """Return in short what an `OSError` or an error of DuckDB says of a file, with its name when that is known."""
    if isinstance(error, OSError) and error.strerror:
        name = error.filename2 or error.filename
        return f"{error.strerror} ({name})" if name else error.strerror
    message = str(error)
    return next((says for says in _SYSTEM_SAYS if says in message), message)
