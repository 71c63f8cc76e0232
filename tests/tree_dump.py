"""A document tree as indented text, for cases that people read."""

from __future__ import annotations

from briefpack.document import tree as t


def dump(node: object, indent: int = 0) -> str:
    """Return the tree as indented text, a node a line, for people and for tests."""
    pad = "  " * indent
    if isinstance(node, t.Document):
        notes = [f"{pad}note {n}: {_dump_inlines(i)}" for n, i in enumerate(node.notes, 1)]
        return "\n".join([f"{pad}document {node.meta.kind}", *(dump(b, indent + 1) for b in node.blocks), *notes])
    match node:
        case t.Heading(level, inlines):
            return f"{pad}heading {level}: {_dump_inlines(inlines)}"
        case t.Paragraph(inlines):
            return f"{pad}paragraph: {_dump_inlines(inlines)}"
        case t.List(items, ordered, start):
            head = f"{pad}list ordered from {start}" if ordered else f"{pad}list"
            return "\n".join([head, *(dump(item, indent + 1) for item in items)])
        case t.ListItem(blocks):
            return "\n".join([f"{pad}item", *(dump(block, indent + 1) for block in blocks)])
        case t.Quote(blocks):
            return "\n".join([f"{pad}quote", *(dump(block, indent + 1) for block in blocks)])
        case t.Table(header, rows):
            return "\n".join([f"{pad}table", *(dump(row, indent + 1) for row in (header, *rows))])
        case t.Row(cells):
            return pad + "| " + " | ".join(_dump_inlines(cell.inlines) for cell in cells)
        case t.Figure(kind, title, table, alt):
            head = f"{pad}figure {kind}: {_dump_inlines(title)}"
            return "\n".join([head, dump(table, indent + 1), f"{pad}  alt: {alt}"])
        case t.Picture(name, caption, alt):
            return f"{pad}picture {name}: {_dump_inlines(caption)}\n{pad}  alt: {alt}"
        case t.Fields(fields):
            return "\n".join([f"{pad}fields", *(f"{pad}  {_label(f)}: {_dump_inlines(f.inlines)}" for f in fields)])
        case t.Region(role, blocks):
            return "\n".join([f"{pad}region {role}", *(dump(block, indent + 1) for block in blocks)])
        case t.Rule():
            return f"{pad}rule"
    raise TypeError(f"not a block: {node!r}")


def _label(field: t.Field) -> str:
    return f"{field.label} ({field.day})" if field.day else field.label


def _dump_inlines(inlines: t.Inlines) -> str:
    return "".join(_dump_inline(inline) for inline in inlines)


def _dump_inline(inline: t.Inline) -> str:
    match inline:
        case t.Text(text):
            return text
        case t.LineBreak():
            return "⏎"
        case t.Strong(inlines):
            return f"strong({_dump_inlines(inlines)})"
        case t.Emphasis(inlines):
            return f"emphasis({_dump_inlines(inlines)})"
        case t.Link(url, inlines):
            return f"link[{url}]({_dump_inlines(inlines)})"
        case t.Span(inlines, language, voice):
            return f"span[{' '.join(part for part in (language, voice) if part)}]({_dump_inlines(inlines)})"
        case t.Note(number):
            return f"note({number})"
