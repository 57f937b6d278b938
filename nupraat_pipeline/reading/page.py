"""The words and rules of one page, read in one pass over what is drawn on it.

Here: the door to everything about a page: reading it, and (from `geometry` and `running`) the records, the lines that
words make, and the words of running headers and footers. Not here: how characters become words (`glyphs`), what
belongs together in a table (`grids`) or what anything means (`values`, `recognition`).

pdfplumber's `page.chars` are what is drawn made into dictionaries, at twice the cost, so that is read directly
(`drawn`).
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from nupraat_pipeline.reading.layout.annotated import annotated_on
from nupraat_pipeline.reading.layout.drawn import Char, drawn_on
from nupraat_pipeline.reading.layout.geometry import (
    OPPOSITE,
    Line,
    Note,
    Page,
    Rule,
    Word,
    bounds,
    line_of,
    lines_of,
    median_size,
    turned,
)
from nupraat_pipeline.reading.layout.glyphs import Glyph, follows, glyph_of, words_of
from nupraat_pipeline.reading.layout.outlines import outlined
from nupraat_pipeline.reading.layout.running import running_words
from nupraat_pipeline.reading.layout.seen import look_at
from nupraat_pipeline.reading.layout.struck import struck_by_annotation, struck_out
from nupraat_pipeline.reading.layout.structure import tagged_tables
from nupraat_pipeline.reading.layout.superscripts import with_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pdfplumber.page

    from nupraat_pipeline.reading.layout.geometry import Bounds, Turn

__all__ = ["Line", "Page", "Rule", "Word", "line_of", "lines_of", "read_page", "running_words"]

# A filled rectangle thinner than this part of the text's size is a drawn border, a thicker one is shading.
RULE_THICKNESS = 0.3
# The corners of a rectangle, the first one twice.
CORNERS = 5
# What tags call content that is no part of the text: running headers, borders, headings drawn again.
ARTIFACT = "Artifact"
# A colour is white from this part of full light on.
WHITE = 0.98
# A stroke that leaves its own direction by less than this part of the text's size is horizontal or vertical.
RULE_SLANT = 0.1


def read_page(page: pdfplumber.page.Page, *, raised_as_marks: bool = True) -> Page:
    """Read the words, rules and tagged tables of a page in one pass.

    Small raised numbers become superscripts of the word before them, unless `raised_as_marks` is False: then they stay
    words, as printed.
    Text outside the page's crop box is not displayed and not read. Raises what pdfplumber raises for a page that it
    cannot interpret.
    """
    width, height = float(page.width), float(page.height)
    left, upper = float(page.mediabox[0]), float(page.mediabox[1])
    drawn = _drawn(page, width, height)
    paths = drawn.paths
    turns: dict[Turn, list[Glyph]] = {0: []}
    oblique: list[Glyph] = []
    for glyph in drawn.glyphs:
        if glyph.turn is None:
            oblique.append(glyph)
        else:
            turns.setdefault(glyph.turn, []).append(glyph)
    turn = max(turns, key=lambda each: len(turns[each]))
    words = [word for each, group in turns.items() for word in _upright_words(group, each, turn, width, height)]
    size = median_size(words)
    words = with_marks(words, size) if raised_as_marks else words
    rules, shades = _rules_and_shades(paths, turn, width, height, size)
    across, down = (width, height) if turn in {0, 180} else (height, width)
    not_seen = list(_holding(drawn.hidden, words, turn, across, down)) if drawn.hidden else []
    words = [word for word in words if word not in not_seen]
    annotated = annotated_on(page)
    struck = struck_out(words, rules)
    strokes = frozenset(struck.values())
    areas = [Rule(*turned(box, turn, across=width, down=height)) for box in annotated.struck]
    struck |= struck_by_annotation(words, areas)
    curved = (Rule(*turned(box, turn, across=width, down=height)) for box in _curved(paths))
    outlines = outlined(curved, size)
    slants = [Rule(*turned(box, turn, across=width, down=height)) for box in _slanted(paths, size)]
    return Page(
        number=page.page_number,
        width=across,
        height=down,
        words=tuple(word for word in words if word not in struck),
        rules=tuple(rule for rule in rules if rule not in strokes),
        turn=turn,
        origin=(left, upper),
        shades=shades,
        slants=tuple(slants),
        pictures=(*(Rule(*turned(box, turn, across=width, down=height)) for box in drawn.images), *outlines),
        tables=tagged_tables(page),
        oblique=tuple(_oblique_words(oblique, turn, width, height)),
        struck=tuple(struck),
        unseen=tuple(not_seen),
        inked_fonts=drawn.inked_fonts,
        notes=tuple(Note(text, *turned(box, turn, across=width, down=height)) for text, box in annotated.texts),
        text_size=size,
    )


class _Path(Struct, frozen=True):
    """A drawn path as displayed: its corners from the top left, whether it is stroked, filled, and filled white."""

    points: tuple[tuple[float, float], ...]
    stroked: bool
    filled: bool
    white: bool


class _Drawn(Struct, frozen=True):
    """What a page draws, as displayed, in the order of drawing, as far as the crop box shows it.

    `hidden` are the middles of the characters of which nothing is to be seen, `inked_fonts` the fonts of blanks that
    show ink.
    """

    glyphs: list[Glyph]
    paths: list[_Path]
    images: list[Bounds]
    hidden: list[tuple[float, float]]
    inked_fonts: tuple[str, ...]


def _drawn(page: pdfplumber.page.Page, width: float, height: float) -> _Drawn:
    """Return the characters, paths and images of a page, and what of them is not as it seems.

    pdfplumber forgets the marked content that a character is in when content marked within it ends. All text of a
    tagged page is marked, so text without a number that follows on what was drawn before it goes on that.
    """
    from pdfminer.layout import LTCurve, LTImage

    crop_x0, crop_top, crop_x1, crop_bottom = crop = _crop_box(page)
    chars: list[Char] = []
    glyphs: list[Glyph] = []
    before: Glyph | None = None
    paths: list[_Path] = []
    images: list[Bounds] = []
    for item in drawn_on(page):
        middle_x, middle_y = (item.x0 + item.x1) / 2, height - (item.y0 + item.y1) / 2
        if isinstance(item, Char):
            glyph = glyph_of(item, width, height)
            if (
                glyph.mcid is None
                and before is not None
                and before.mcid is not None
                and not _is_artifact(item)
                and follows(before, glyph)
            ):
                glyph = glyph._replace(mcid=before.mcid)
            before = glyph
            if crop_x0 <= middle_x <= crop_x1 and crop_top <= middle_y <= crop_bottom:
                glyphs.append(glyph)
                chars.append(item)
        elif isinstance(item, LTCurve):
            points = tuple((x, height - y) for x, y in item.pts)
            filled = bool(item.fill)
            paths.append(_Path(points, bool(item.stroke), filled, filled and _is_white(item.non_stroking_color)))
        elif isinstance(item, LTImage) and crop_x0 <= middle_x <= crop_x1 and crop_top <= middle_y <= crop_bottom:
            images.append((item.x0, height - item.y1, item.x1, height - item.y0))
    look = look_at(page, chars, crop)
    hidden = [((each.x0 + each.x1) / 2, height - (each.y0 + each.y1) / 2) for each in look.unseen]
    inked = {each.fontname for each in look.inked if not any(_lies_on(each, image, height) for image in images)}
    return _Drawn(glyphs, paths, images, hidden, tuple(sorted(inked)))


def _lies_on(char: Char, image: Bounds, height: float) -> bool:
    """Whether a character lies on a picture, as the text that was read from a scan does: the ink is the picture's."""
    x0, top, x1, bottom = image
    return x0 < char.x1 and char.x0 < x1 and top < height - char.y0 and height - char.y1 < bottom


def _holding(
    places: list[tuple[float, float]], words: list[Word], turn: Turn, across: float, down: float
) -> Iterator[Word]:
    """Yield the words that hold any of these places of the page as displayed."""
    for word in words:
        box = (word.x0, word.top, word.x1, word.bottom)
        x0, top, x1, bottom = turned(box, OPPOSITE[turn], across=across, down=down)
        if any(x0 <= x <= x1 and top <= y <= bottom for x, y in places):
            yield word


def _is_white(color: Any) -> bool:
    """Whether a colour, grey or of three or four components, is the paper's own, so that what it fills is not seen."""
    parts = color if isinstance(color, (tuple, list)) else (color,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return False
    return all(part <= 1 - WHITE for part in parts) if len(parts) == 4 else all(part >= WHITE for part in parts)


def _is_artifact(char: Char) -> bool:
    return char.tag == ARTIFACT


def _crop_box(page: pdfplumber.page.Page) -> tuple[float, float, float, float]:
    """Return the displayed part of the page, from the top left corner of its media box, both as displayed.

    pdfplumber's own, of a turned page, lies at the wrong side where the margins that are cut off differ.
    """
    width, height = float(page.width), float(page.height)
    media, crop = _ordered(page.page_obj.mediabox), _ordered(page.page_obj.cropbox)
    left, bottom = max(crop[0] - media[0], 0.0), max(crop[1] - media[1], 0.0)
    right, top = max(media[2] - crop[2], 0.0), max(media[3] - crop[3], 0.0)
    for _ in range(page.page_obj.rotate // 90 % 4):
        left, top, right, bottom = bottom, left, top, right
    if left + right >= width or top + bottom >= height:
        return 0.0, 0.0, width, height
    return left, top, width - right, height - bottom


def _ordered(box: Sequence[float]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(each) for each in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _upright_words(glyphs: list[Glyph], turn: Turn, page_turn: Turn, width: float, height: float) -> Iterator[Word]:
    """Yield the words of glyphs of one direction, in the upright frame of the page."""
    back = OPPOSITE[turn]
    across, down = (width, height) if turn in {0, 180} else (height, width)
    for text, box, size, bold, mcid, parted in words_of(glyphs):
        x0, top, x1, bottom = box
        if turn != page_turn:
            shown = turned(box, back, across=across, down=down)
            x0, top, x1, bottom = turned(shown, page_turn, across=width, down=height)
        yield Word(text, x0, top, x1, bottom, size, bold, mcid, (turn - page_turn) % 360, parted)


def _oblique_words(glyphs: list[Glyph], page_turn: Turn, width: float, height: float) -> Iterator[Word]:
    """Yield what runs neither along nor across the page, as far as spaces part it."""
    for has_text, group in groupby(glyphs, key=lambda glyph: bool(glyph.text)):
        if has_text:
            letters = list(group)
            box = turned(bounds(letters), page_turn, across=width, down=height)
            yield Word("".join(each.text for each in letters), *box, letters[0].size, letters[0].bold)


def _rules_and_shades(
    paths: list[_Path], turn: Turn, width: float, height: float, size: float
) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Tell borders from shading: strokes and thin areas are borders, other filled areas shade."""
    rules: dict[Rule, None] = {}
    shades: dict[Rule, None] = {}
    for path in paths:
        if not path.points or not (path.stroked or path.filled):
            continue
        xs, ys = zip(*path.points, strict=True)
        area = Rule(*turned((min(xs), min(ys), max(xs), max(ys)), turn, across=width, down=height))
        if min(area.x1 - area.x0, area.bottom - area.top) <= RULE_THICKNESS * size:
            if max(area.x1 - area.x0, area.bottom - area.top) > RULE_THICKNESS * size:
                rules[area] = None
            continue
        if path.filled and not path.white:
            shades[area] = None
        if path.stroked:
            for edge in _straight_edges(path.points, RULE_SLANT * size):
                rules[Rule(*turned(edge, turn, across=width, down=height))] = None
    return tuple(rules), tuple(shades)


def _slanted(paths: list[_Path], size: float) -> Iterator[tuple[float, float, float, float]]:
    """Yield the boxes of paths with a slanted side longer than the text is high, as charts have and tables do not."""
    for path in paths:
        if any(min(abs(ax - bx), abs(ay - by)) > size for (ax, ay), (bx, by) in pairwise(path.points)):
            xs, ys = zip(*path.points, strict=True)
            yield min(xs), min(ys), max(xs), max(ys)


def _curved(paths: list[_Path]) -> Iterator[Bounds]:
    """Yield the boxes of filled paths that are no rectangles, as letters that were made shapes are."""
    for path in paths:
        if path.filled and len(path.points) > CORNERS:
            xs, ys = zip(*path.points, strict=True)
            yield min(xs), min(ys), max(xs), max(ys)


def _straight_edges(
    points: tuple[tuple[float, float], ...], slant: float
) -> Iterator[tuple[float, float, float, float]]:
    """Yield the horizontal and vertical sides of a drawn path."""
    for (ax, ay), (bx, by) in pairwise(points):
        if (abs(ax - bx) <= slant) != (abs(ay - by) <= slant):
            yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
