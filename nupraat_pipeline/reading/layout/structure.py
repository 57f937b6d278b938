"""The tables that a tagged PDF announces itself: Table, TR, TH and TD of its structure tree.

Here: which marked content of a page belongs to which row and column. Not here: the words themselves (`page`) and
whether what is tagged is a table at all (`grids`); Word tags a letterhead laid out with a table the same way.

pdfplumber's own reading of the tree leaves out elements without content, so an empty cell would shift the rest of its
row; hence this walk. It trusts nothing: a tree may be circular, deep, or of the wrong types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from msgspec import Struct
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import PDFObjRef, resolve1

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pdfplumber.page
    import pdfplumber.pdf

# Limits on a tree that is damaged or hostile; a table of a year's answer has some hundred elements.
MAX_DEPTH = 64
MAX_ELEMENTS = 200_000
MAX_SPAN = 200

_TABLE, _ROW, _CELLS = "Table", "TR", ("TH", "TD")


class TaggedCell(Struct, frozen=True):
    """A cell as tagged, zero-based, and its marked content on this page (none when empty or on another page)."""

    row: int
    column: int
    row_span: int
    column_span: int
    mcids: tuple[int, ...]


class TaggedTable(Struct, frozen=True):
    """A tagged table with content on this page. `key` is the same on every page that the table goes on to."""

    key: int
    cells: tuple[TaggedCell, ...]


def tagged_tables(page: pdfplumber.page.Page) -> tuple[TaggedTable, ...]:
    """Return the tagged tables that have content on this page, in the order of the tree; () in an untagged PDF."""
    found = []
    for number, table in enumerate(_tables_of(page.pdf)):
        cells = tuple(cell.on(page.page_obj.pageid) for cell in table)
        if any(cell.mcids for cell in cells):
            found.append(TaggedTable(number, cells))
    return tuple(found)


class _Cell(Struct, frozen=True):
    """A cell as tagged, with its marked content on whatever page: the page's object id and the content's number."""

    row: int
    column: int
    row_span: int
    column_span: int
    content: tuple[tuple[int | None, int], ...]

    def on(self, page_id: object) -> TaggedCell:
        """Return what of it is on one page."""
        mcids = tuple(mcid for page, mcid in self.content if page == page_id)
        return TaggedCell(self.row, self.column, self.row_span, self.column_span, mcids)


_walked: WeakKeyDictionary[pdfplumber.pdf.PDF, list[list[_Cell]]] = WeakKeyDictionary()


def _tables_of(pdf: pdfplumber.pdf.PDF) -> list[list[_Cell]]:
    """Return the tables of the whole tree, which is walked once for all pages."""
    if pdf not in _walked:
        catalog = pdf.doc.catalog
        is_tagged = isinstance(catalog, dict) and "StructTreeRoot" in catalog
        tree = _Tree(catalog["StructTreeRoot"]) if is_tagged else None
        _walked[pdf] = [list(tree.cells(table, page_id)) for table, page_id in tree.tables()] if tree else []
    return _walked[pdf]


class _Tree:
    """A walk over the structure tree."""

    def __init__(self, root: object) -> None:
        self._root = _resolved(root)
        self._left = MAX_ELEMENTS
        roles = _resolved(self._root.get("RoleMap")) if isinstance(self._root, dict) else None
        self._roles: dict[str, str] = {}
        if isinstance(roles, dict):
            self._roles = {str(key): _name(value) for key, value in roles.items()}

    def tables(self) -> Iterator[tuple[dict[str, Any], int | None]]:
        """Yield the table elements that are in no other table, each with the page its content is on by default."""
        yield from self._find(self._root, None, {_TABLE}, MAX_DEPTH)

    def cells(self, table: dict[str, Any], page_id: int | None) -> Iterator[_Cell]:
        """Yield the cells of a table, each at the first place that the spans of earlier rows leave free."""
        taken: set[tuple[int, int]] = set()
        rows = self._find(table, page_id, {_ROW}, MAX_DEPTH, inside=True)
        for row_number, (row, row_page) in enumerate(rows):
            column = 0
            for cell, cell_page in self._find(row, row_page, set(_CELLS), MAX_DEPTH, inside=True):
                row_span, column_span = _span(cell, "RowSpan"), _span(cell, "ColSpan")
                while (row_number, column) in taken:
                    column += 1
                taken.update(
                    (row_number + down, column + across) for down in range(row_span) for across in range(column_span)
                )
                content = tuple(self._content(cell, cell_page, MAX_DEPTH))
                yield _Cell(row_number, column, row_span, column_span, content)
                column += column_span

    def _find(
        self, element: object, page_id: int | None, kinds: set[str], depth: int, *, inside: bool = False
    ) -> Iterator[tuple[dict[str, Any], int | None]]:
        """Yield the outermost elements of these kinds; `inside` looks below the element itself."""
        if not isinstance(element, dict) or depth == 0 or self._left <= 0:
            return
        self._left -= 1
        page_id = _page_of(element, page_id)
        kind = self._kind(element)
        if kind in kinds and not inside:
            yield element, page_id
            return
        if kind == _TABLE and not inside:
            return
        for child in _children(element):
            yield from self._find(_resolved(child), page_id, kinds, depth - 1)

    def _content(self, element: object, page_id: int | None, depth: int) -> Iterator[tuple[int | None, int]]:
        """Yield the marked content of an element and all below it, with the page it is on."""
        if isinstance(element, int):
            yield page_id, element
            return
        if not isinstance(element, dict) or depth == 0 or self._left <= 0:
            return
        self._left -= 1
        page_id = _page_of(element, page_id)
        mcid = _resolved(element.get("MCID"))
        if isinstance(mcid, int):
            yield page_id, mcid
            return
        for child in _children(element):
            yield from self._content(_resolved(child), page_id, depth - 1)

    def _kind(self, element: dict[str, Any]) -> str:
        name = _name(element.get("S"))
        return self._roles.get(name, name)


def _resolved(thing: object) -> Any:
    """Follow a reference; a broken one becomes None."""
    if not isinstance(thing, PDFObjRef):
        return thing
    try:
        return resolve1(thing)
    except (PDFException, RecursionError):
        return None


def _name(thing: object) -> str:
    """Return the text of a PDF name; '' for anything else."""
    name = getattr(_resolved(thing), "name", "")
    return name.decode("latin-1") if isinstance(name, bytes) else str(name)


def _children(element: dict[str, Any]) -> list[object]:
    kids = _resolved(element.get("K"))
    if kids is None:
        return []
    return kids if isinstance(kids, list) else [kids]


def _page_of(element: dict[str, Any], default: int | None) -> int | None:
    return getattr(element.get("Pg"), "objid", default)


def _span(cell: dict[str, Any], key: str) -> int:
    """Return how many rows or columns a cell spans, as its attributes say; 1 unless they say something sane."""
    attributes = _resolved(cell.get("A"))
    for each in attributes if isinstance(attributes, list) else [attributes]:
        owner = _resolved(each)
        span = _resolved(owner.get(key)) if isinstance(owner, dict) else None
        if isinstance(span, int) and 1 <= span <= MAX_SPAN:
            return span
    return 1
