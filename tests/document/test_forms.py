"""What a reader fills in by hand."""

from __future__ import annotations

from briefpack.document import tree as t
from briefpack.document.forms import ticked
from tests.trees import inline, item, p


def test_each_choice_of_a_list_gets_a_box() -> None:
    choices = t.List((item("Agree", "with this"), t.ListItem((t.Rule(),)), t.ListItem(())))
    box = inline("☐ ")
    assert ticked(choices) == t.List(
        (
            t.ListItem((p("☐ ", "Agree"), p("with this"))),
            t.ListItem((t.Paragraph(box), t.Rule())),
            t.ListItem((t.Paragraph(box),)),
        )
    )


def test_other_blocks_stay_as_they_are() -> None:
    assert ticked(p("Agree")) == p("Agree")
