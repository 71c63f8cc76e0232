"""An outline as plain text: a line a paragraph, a tab a level, as PowerPoint's “Slides from Outline” takes it.

UTF-16 and not UTF-8: PowerPoint 2016 was seen to take text files of UTF-16 (Windows' “Unicode”) right and to garble
UTF-8. The byte order mark says which it is. Lines end as Windows ends them.
"""

from __future__ import annotations

import codecs

from briefpack.document.slides import deck_of
from briefpack.document.tree import Document
from briefpack.writers import Written
from briefpack.writers.outline.levels import TITLE, outline_lines


def write_plain(document: Document) -> Written:
    """Write a deck as UTF-16 LE with a byte order mark: no tab before a title, one before text, two below it."""
    lines = outline_lines(deck_of(document))
    text = "".join("\t" * (line.level - TITLE) + line.text + "\r\n" for line in lines)
    return Written(codecs.BOM_UTF16_LE + text.encode("utf-16-le"), sum(line.level == TITLE for line in lines))
