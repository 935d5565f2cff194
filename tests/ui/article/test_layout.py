from itertools import combinations

import pytest
from PySide6.QtGui import QFontMetricsF

from annotator.model.annotation import Ref
from annotator.model.article import ArticleState
from annotator.model.edit import Change
from annotator.ui.article.blocks import article_blocks
from annotator.ui.article.crossings import route_crossings
from annotator.ui.article.hit import hit
from annotator.ui.article.layout import ArticleLayout
from annotator.ui.article.painter import RING, ring_rect
from annotator.ui.article.placed import Arc
from annotator.ui.article.style import Labels, Metrics, Style
from annotator.ui.theme import Theme
from tests.benchmarks.articles import article
from tests.ui.article.conftest import SCHEME, TEXT, make_state, place, rich_state


def lay_out(theme: Theme, state: ArticleState, *, width: float = 660.0, scale: float = 1.0) -> ArticleLayout:
    return ArticleLayout(
        state,
        article_blocks(state.document, "LE COURRIER", "EMPTY"),
        style=Style(theme, Metrics().scaled(scale)),
        labels=Labels(SCHEME, "fr"),
        width=width,
        statuses=("confirmed", "suggested"),
    )


def add_span(number: int, start: int, end: int, label: str = "PER") -> Change:
    row = {"id": number, "document": 1, "annotator": 1, "start": start, "end": end, "label": label, "origin": "manual"}
    return Change("spans", None, {**row, "suggestion": None})


def undone(change: Change) -> Change:
    return Change(change.table, change.after, change.before)


@pytest.mark.parametrize("width", [180.0, 420.0, 660.0])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_lines_follow_one_another_and_hold_what_belongs_to_them(theme: Theme, width: float, scale: float) -> None:
    layout = lay_out(theme, rich_state(), width=width, scale=scale)
    for number, _ in layout.visible(0, 1e6):
        decoration = layout.laid(number).decoration
        bottom = 0.0
        for line in decoration.lines:
            assert line.top >= bottom - 0.01
            bottom = line.bottom
            for piece in line.pieces:
                assert line.top <= piece.top < line.baseline < piece.underline < line.bottom
                assert -3 <= piece.left < piece.right <= width + 4
                if piece.tag:
                    assert piece.underline + layout.style.metrics.tag_drop <= line.bottom
        assert bottom <= decoration.height
        for arc in decoration.arcs:
            assert min(y for _, y in arc.points) >= 0


@pytest.mark.parametrize("scale", [0.85, 1.0, 2.0])
def test_the_ring_of_the_focus_leaves_the_tag_to_be_read(theme: Theme, scale: float) -> None:
    layout = lay_out(theme, rich_state(), scale=scale)
    letters = QFontMetricsF(layout.style.font("tag")).capHeight()
    for number, _ in layout.visible(0, 1e6):
        for line in layout.laid(number).decoration.lines:
            for piece in line.pieces:
                tag_top = piece.underline + layout.style.metrics.tag_drop - letters
                assert piece.level or ring_rect(piece).bottom() + RING / 2 < tag_top


def test_a_first_span_on_a_line_moves_no_text(theme: Theme) -> None:
    bare = lay_out(theme, make_state())
    spans = tuple((*place(TEXT, words), "LOC") for words in ("Quimper", "mardi", "région", "printemps", "Douarnenez"))
    marked = lay_out(theme, make_state(spans=spans))
    for number in range(len(bare.blocks)):
        plain, other = bare.laid(number).decoration, marked.laid(number).decoration
        assert [line.baseline for line in plain.lines] == [line.baseline for line in other.lines]


def test_the_underline_of_an_inner_span_is_nearer_and_the_outer_box_taller(theme: Theme) -> None:
    layout = lay_out(theme, rich_state())
    layout.visible(0, 1e6)
    outer, inner = (next(iter(layout.pieces(Ref("span", id))))[1] for id in (5, 6))
    last_outer = [piece for _, piece in layout.pieces(Ref("span", 5))][-1]
    assert inner.underline < last_outer.underline
    assert last_outer.top == inner.top - 2.0
    assert outer.level == 1


def test_a_wrapped_span_has_one_tag_and_round_corners_at_its_own_ends_only(theme: Theme) -> None:
    start, end = place(TEXT, "chambre de commerce de Quimper")
    layout = lay_out(theme, make_state(spans=((start, end, "ORG"),)), width=180.0)
    layout.visible(0, 1e6)
    pieces = [piece for _, piece in layout.pieces(Ref("span", 1))]
    assert len(pieces) >= 2
    assert [bool(piece.tag) for piece in pieces] == [True] + [False] * (len(pieces) - 1)
    assert [piece.starts for piece in pieces] == [True] + [False] * (len(pieces) - 1)
    assert [piece.ends for piece in pieces] == [False] * (len(pieces) - 1) + [True]


def test_tags_say_whether_a_span_is_only_suggested(theme: Theme) -> None:
    layout = lay_out(theme, rich_state())
    layout.visible(0, 1e6)
    tags = {ref: next(iter(layout.pieces(ref)))[1].tag for ref in (Ref("span", 1), Ref("suggestion", 103))}
    assert tags == {Ref("span", 1): "LIEU", Ref("suggestion", 103): "DATE ?"}


def test_a_span_over_two_paragraphs_is_painted_in_both(theme: Theme) -> None:
    start, end = TEXT.index("accord rare"), TEXT.index("région") + 6
    layout = lay_out(theme, make_state(spans=((start, end, "ORG"),)))
    layout.visible(0, 1e6)
    pieces = [piece for _, piece in layout.pieces(Ref("span", 1))]
    assert [(piece.starts, piece.ends) for piece in pieces] == [(True, False), (False, True)]


@pytest.mark.parametrize("seed", range(6))
def test_no_two_arcs_share_a_lane_where_they_overlap(theme: Theme, seed: int) -> None:
    layout = lay_out(theme, article(400, 60, 70, seed=seed))
    for number, _ in layout.visible(0, 1e6):
        arcs = layout.laid(number).decoration.arcs
        legs = [(index, leg) for index, arc in enumerate(arcs) for leg in _level_legs(arc)]
        for (one, (left, right, y)), (other, (other_left, other_right, other_y)) in combinations(legs, 2):
            if one != other and y == other_y:
                assert left >= other_right or other_left >= right


def _level_legs(arc: Arc) -> list[tuple[float, float, float]]:
    points = arc.points
    pairs = [(points[i], points[i + 1]) for i in range(1, len(points) - 1, 2)]
    return [(min(a[0], b[0]), max(a[0], b[0]), a[1]) for a, b in pairs]


def test_arcs_by_place_same_line_gutter_crossing_and_stub(theme: Theme) -> None:
    layout = lay_out(theme, rich_state())
    shown = layout.visible(0, 1e6)
    crossings, chips = route_crossings(layout, shown, 0, 1e6)
    arcs = {arc.relation.ref.id for number, _ in shown for arc in layout.laid(number).decoration.arcs}
    assert {1, 2} <= arcs
    assert {crossing.relation.ref.id for crossing in crossings} == {4}
    assert sorted((chip.relation.ref.id, chip.text) for chip in chips) == [
        (5, "– a rencontré · Océan Bleu"),
        (5, "– a rencontré · Quimper"),
    ]


def test_a_relation_of_a_span_to_itself_is_a_loop_over_it(theme: Theme) -> None:
    words = place(TEXT, "Yves Morvan")
    other = place(TEXT, "Bretagne")
    state = make_state(spans=((*words, "PER"), (*other, "LOC")), relations=((1, 1, "met_with"), (1, 2, "heads")))
    layout = lay_out(theme, state)
    number = layout.index.at(words[0])
    laid = layout.laid(number)
    loop, _ = sorted(laid.decoration.arcs, key=lambda arc: arc.relation.ref)
    (piece,) = laid.decoration.pieces[Ref("span", 1)]
    assert loop.relation.head == loop.relation.child
    assert piece.left <= loop.points[0][0] < loop.points[-1][0] <= piece.right
    assert loop.points[1][1] < piece.top
    found = hit(layout, loop.label_x, layout.top(number) + loop.label_y)
    assert found.ref == loop.relation.ref


def test_a_crossing_becomes_two_stubs_when_an_end_leaves_the_screen(theme: Theme) -> None:
    layout = lay_out(theme, rich_state())
    shown = layout.visible(0, 1e6)
    (crossing,) = route_crossings(layout, shown, 0, 1e6)[0]
    lowest = max(y for _, y in crossing.points)
    crossings, chips = route_crossings(layout, shown, 0, lowest - 30)
    assert crossings == []
    assert {chip.relation.ref.id for chip in chips} == {4, 5}


def test_crossings_keep_outside_the_gutter_lines_of_the_blocks_they_pass(theme: Theme) -> None:
    layout = lay_out(theme, rich_state(), width=300.0)
    shown = layout.visible(0, 1e6)
    (crossing,) = route_crossings(layout, shown, 0, 1e6)[0]
    outermost = min(x for x, _ in crossing.points)
    for number, _ in shown[2:4]:
        for arc in layout.laid(number).decoration.arcs:
            assert outermost < min(x for x, _ in arc.points)


def test_an_edit_works_out_only_the_blocks_it_touches(theme: Theme) -> None:
    state = article(20_000, 2_000, 0)
    layout = lay_out(theme, state)
    shown = layout.visible(0, 800)
    kept = {number: layout.laid(number) for number, _ in shown}
    number = shown[2][0]
    start = layout.blocks[number].start
    touched = layout.touch(state.apply([add_span(90_001, start, start + 4)]))
    assert touched == {number}
    assert not layout.is_laid(number)
    assert layout.laid(number).shaped is kept[number].shaped
    assert all(layout.laid(other) is kept[other] for other in kept if other != number)


def test_a_relation_taken_away_touches_the_block_of_its_other_end(theme: Theme) -> None:
    state = rich_state()
    layout = lay_out(theme, state)
    layout.visible(0, 1e6)
    row = {"id": 4, "document": 1, "annotator": 1, "head": 5, "child": 2, "label": "met_with", "origin": "manual"}
    state.apply([Change("relations", {**row, "suggestion": None}, None)])
    touched = layout.touch([state.extent(Ref("span", 5))])
    assert {layout.index.at(state.extent(Ref("span", id))[0]) for id in (5, 2)} <= touched


def test_room_once_given_is_kept_so_that_a_decision_moves_nothing(theme: Theme) -> None:
    state = rich_state()
    layout = lay_out(theme, state)
    layout.visible(0, 1e6)
    before = [[line.baseline for line in layout.laid(n).decoration.lines] for n in range(len(layout.blocks))]
    row = {"id": 2, "document": 1, "annotator": 1, "head": 4, "child": 2, "label": "heads", "origin": "manual"}
    layout.touch(state.apply([Change("relations", {**row, "suggestion": None}, None)]))
    after = [[line.baseline for line in layout.laid(n).decoration.lines] for n in range(len(layout.blocks))]
    assert after == before


def test_guessed_heights_become_exact_and_are_found_in_any_order(theme: Theme) -> None:
    state = article(6_000, 500, 100)
    one, other = lay_out(theme, state), lay_out(theme, state)
    while one.measure_some(0.001):
        pass
    other.visible(0, 1e9)
    assert one.height == other.height


def test_memory_is_bounded_however_much_was_read(theme: Theme) -> None:
    layout = lay_out(theme, article(20_000, 200, 10))
    y = 0.0
    while y < layout.height:
        layout.visible(y, y + 800)
        y += 700
    assert sum(layout.is_laid(number) for number in range(len(layout.blocks))) < 140


def test_a_hit_on_a_painted_character_gives_its_offset_and_innermost_span(theme: Theme) -> None:
    state = rich_state()
    layout = lay_out(theme, state, width=420.0)
    layout.visible(0, 1e6)
    joined = {"\u0301", "\u0302", "\u0308"}
    for offset, char in enumerate(TEXT):
        if char.isspace() or char in joined:
            continue
        left, top, right, _ = next(iter(layout.rects(offset, offset + 1)))
        found = hit(layout, (left + right) / 2, top + 12)
        assert found.offset == offset
        over = state.spans_in(offset, offset + 1)
        if over:
            assert found.ref == min(over, key=lambda span: span.end - span.start).ref
        else:
            assert found.kind == "text"


def test_hits_on_tags_arcs_labels_chips_and_nothing(theme: Theme) -> None:
    layout = lay_out(theme, rich_state())
    shown = layout.visible(0, 1e6)
    crossings, chips = route_crossings(layout, shown, 0, 1e6)
    top, piece = next(iter(layout.pieces(Ref("span", 3))))
    assert hit(layout, piece.tag_left + 3, top + piece.underline + 8).ref == Ref("span", 3)
    number = next(number for number, _ in shown if layout.laid(number).decoration.arcs)
    arc = layout.laid(number).decoration.arcs[0]
    y = layout.top(number)
    assert hit(layout, arc.label_x, y + arc.label_y).ref == arc.relation.ref
    (x0, y0), (x1, y1) = arc.points[1], arc.points[2]
    assert hit(layout, x0 + (x1 - x0) * 0.1, y + y0 + (y1 - y0) * 0.1 - 2).ref == arc.relation.ref
    (crossing,) = crossings
    gutter = crossing.points[2]
    assert (
        hit(layout, gutter[0], (gutter[1] + crossing.points[3][1]) / 2, crossings, chips).ref == crossing.relation.ref
    )
    chip = chips[0]
    found = hit(layout, chip.left + chip.width - 12, chip.lane, crossings, chips)
    assert (found.kind, found.ref) == ("chip", chip.other.ref)
    assert hit(layout, 300, 2).kind == "blank"
    assert hit(layout, 300, 1e7).kind == "blank"


def test_an_empty_article_takes_every_question(theme: Theme) -> None:
    layout = lay_out(theme, make_state("", title=""))
    assert hit(layout, 10, 10).kind == "blank"
    assert list(layout.rects(0, 1)) == []
    assert layout.touch([(0, 1)]) == set()
    assert not layout.measure_some(0.01)
