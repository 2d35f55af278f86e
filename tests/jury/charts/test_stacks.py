"""How figures are distributed: one dot a candidate, in classes of five points."""

from jury.charts.stacks import classes, stacks


def test_classes_hold_their_lower_border_and_the_last_one_hundred():
    assert classes([0, 4.9, 5, 74.9, 75, 99, 100]) == [(0, 5, 2), (5, 10, 1), (70, 75, 1), (75, 80, 1), (95, 100, 2)]


def test_nobody_makes_no_class():
    assert classes([]) == []


def test_two_in_a_class_and_one_apart_are_drawn_whole():
    assert stacks([71, 72, 40], label="Level: 2 at 70–75, 1 at 40–45", gate=50) == (
        '<svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 340 60" role="img" '
        'aria-label="Level: 2 at 70–75, 1 at 40–45">'
        '<path class="c-axis" stroke="#6b7e88" d="M14 40H326"/>'
        '<path class="c-gate" stroke="#10222c" stroke-dasharray="2 3" d="M170.0 0V40"/>'
        '<ellipse class="c-point" fill="#1b508f" cx="146.6" cy="34.0" rx="5" ry="5.5"/>'
        '<ellipse class="c-point" fill="#1b508f" cx="240.2" cy="34.0" rx="5" ry="5.5"/>'
        '<ellipse class="c-point" fill="#1b508f" cx="240.2" cy="22.0" rx="5" ry="5.5"/>'
        '<text x="14.0" y="55" text-anchor="middle" font-size="12">0</text>'
        '<text x="92.0" y="55" text-anchor="middle" font-size="12">25</text>'
        '<text x="170.0" y="55" text-anchor="middle" font-size="12">50</text>'
        '<text x="248.0" y="55" text-anchor="middle" font-size="12">75</text>'
        '<text x="326.0" y="55" text-anchor="middle" font-size="12">100</text>'
        "</svg>"
    )


def test_an_empty_pile_is_an_axis():
    drawing = stacks([], label="Level: nobody")

    assert "ellipse" not in drawing
    assert 'd="M14 40H326"' in drawing


def test_a_tall_pile_keeps_its_height_and_has_flatter_dots():
    drawing = stacks([60] * 42, label="")

    assert 'viewBox="0 0 340 108"' in drawing
    assert drawing.count('ry="0.5"') == 42


def test_words_of_a_drawing_are_escaped():
    assert "<b>" not in stacks([50], label='<b>"')
