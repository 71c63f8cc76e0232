"""The words of templates: told from their structure, and found where no translation can reach them."""

from __future__ import annotations

import pytest

from briefpack.rendering.template_words import own_words


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("## Risks and open questions", "Risks and open questions"),
        ("::: callout", ""),
        ("| Who | What |", "Who What"),
        ("|:--|--:|", ""),
        ("[The comparison is ours.]{.editor}", "The comparison is ours."),
        ("](mailto:", ""),
        ("[^3-4]", ""),
        (r"Our analysis\:", "Our analysis:"),
        (". First step:", "First step:"),
        (", ", ""),
        ("12. ", ""),
        ("- Approve", "Approve"),
        ("会議の日程", "会議の日程"),
    ],
)
def test_a_templates_own_words_are_told_from_its_structure(markdown: str, words: str) -> None:
    assert own_words(markdown) == words
