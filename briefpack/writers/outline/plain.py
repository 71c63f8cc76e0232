"""An outline as plain text: a line a paragraph, a tab a level, as PowerPoint's “Slides from Outline” takes it.

UTF-16 and not UTF-8: PowerPoint 2016 was seen to take text files of UTF-16 (Windows' “Unicode”) right and to garble
UTF-8. The byte order mark says which it is. Lines end as Windows ends them.
"""

from __future__ import annotations

import codecs

from briefpack.document.slides import Deck
from briefpack.look.theme import Theme
from briefpack.writers.outline.levels import outline_lines, with_marking
from briefpack.writers.outline.nodes import TITLE


def plain_bytes(deck: Deck, _theme: Theme) -> bytes:
    """Return a deck as UTF-16 LE with a byte order mark: no tab before a title, one before text, two below it."""
    text = "".join("\t" * (line.level - TITLE) + line.text + "\r\n" for line in outline_lines(with_marking(deck)))
    return codecs.BOM_UTF16_LE + text.encode("utf-16-le")
