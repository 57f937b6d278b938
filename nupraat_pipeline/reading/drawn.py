"""Everything that a page draws, one thing after the other, as pdfminer lays it out.

Here: the walk over a page's layout. pdfplumber makes dictionaries of the same things at twice the cost. Not here: what
becomes of them (`page`, `integrity`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def leaves(container: Iterable[Any]) -> Iterator[Any]:
    """Yield everything drawn, also inside form objects, without recursion however deep they nest."""
    from pdfminer.layout import LTContainer

    stack = [iter(container)]
    while stack:
        for item in stack[-1]:
            if isinstance(item, LTContainer):
                stack.append(iter(item))
                break
            yield item
        else:
            stack.pop()
