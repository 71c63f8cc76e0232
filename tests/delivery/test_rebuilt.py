"""The text of finished files, in which what is marked higher is looked for."""

from __future__ import annotations

import pytest

from briefpack.delivery.rebuilt import _plain, text_of
from briefpack.document import tree as t
from briefpack.look.theme import read_theme
from briefpack.writers.html import write_html
from briefpack.writers.pdf import write_pdf
from briefpack.writers.word import write_word
from tests.conftest import REPOSITORY
from tests.trees import META, inline

SECRET = "The harbour’s wall is weaker than anybody has said, by 12 % & more, and the town knows it since the spring."
THEME = read_theme("ministry", REPOSITORY / "templates/themes")


@pytest.mark.parametrize("format_", ["pdf", "docx", "html", "md"])
def test_what_a_file_says_is_found_whatever_its_format(format_: str) -> None:
    words = (t.Text(SECRET[:20]), t.Strong((t.Text(SECRET[20:50]),)), t.Text(SECRET[50:]))
    document = t.Document(META, (t.Heading(1, inline("A")), t.Paragraph(words)))
    write = {
        "pdf": lambda: write_pdf(document, THEME).data,
        "docx": lambda: write_word(document, THEME).data,
        "html": lambda: write_html(document, THEME).data,
        "md": lambda: SECRET.replace("%", "\\%").encode(),
    }
    assert _plain(SECRET) in _plain(text_of(f"one.{format_}", write[format_]()))
