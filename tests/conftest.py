"""What tests of several kinds share because it takes seconds to make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reports import of_the_real_answer

if TYPE_CHECKING:
    from nupraat_pipeline.settings import Settings


@pytest.fixture(scope="session")
def real_report(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Where the real answer is published with its report; no test may change it."""
    return of_the_real_answer(tmp_path_factory.mktemp("report"))
