"""Document trees for tests: one that holds every node, and random ones."""

from __future__ import annotations

import struct
import zlib
from functools import cache

from hypothesis import strategies as st

from briefpack.document import tree as t


def p(*inlines: str | t.Inline) -> t.Paragraph:
    return t.Paragraph(inline(*inlines))


def inline(*inlines: str | t.Inline) -> t.Inlines:
    return tuple(t.Text(part) if isinstance(part, str) else part for part in inlines)


def item(*blocks: t.Block | str) -> t.ListItem:
    return t.ListItem(tuple(p(block) if isinstance(block, str) else block for block in blocks))


def table(*rows: tuple[str, ...]) -> t.Table:
    made = [t.Row(tuple(t.Cell(inline(cell)) if cell else t.Cell(()) for cell in row)) for row in rows]
    return t.Table(made[0], tuple(made[1:]))


ROADMAP = t.Figure(
    "roadmap",
    inline("Most of it can start within a year."),
    table(
        ("Proposal", "Horizon", "Region"),
        ("Shared kiosk", "Near term", "Harbour"),
        ("Common ticket", "Near term", "Both towns"),
        ("Night ferry", "Medium term", "Harbour"),
        ("New bridge", "Long term", "Hill"),
    ),
    "Three lanes: two measures in the near term, one in the medium term and one in the long term.",
)
TIMELINE = t.Figure(
    "timeline",
    inline("Tickets come two months before the boat."),
    t.Table(
        table(("By when", "What", "Who")).header,
        tuple(
            t.Row((t.Cell((t.Span((t.Text(date),), day=day),)), t.Cell(inline(what)), t.Cell(inline(who))))
            for date, day, what, who in (
                ("1 May", "2024-05-01", "Approve the ticket", "Councils"),
                ("3 July", "2024-07-03", "First boat", "Harbour office"),
                ("12 July", "2024-07-12", "First night boat", "Harbour office"),
            )
        ),
    ),
    "1 May: approve the ticket. 3 July: first boat. 12 July: first night boat.",
)
MAP = t.Figure(
    "map",
    inline("Two islands take the ticket."),
    t.Table(
        table(("Place", "Shown as")).header,
        tuple(
            t.Row((t.Cell((t.Span((t.Text(name),), spot=spot),)), t.Cell(inline(what))))
            for name, spot, what in (
                ("Fiji", "FJI", "Partner"),
                ("New Zealand", "NZL", "Partner"),
                ("Tonga", "TON", "Invited"),
                ("Suva", "-18.14,178.44", "Harbour of the ferry"),
            )
        ),
    ),
    "Partner: Fiji and New Zealand. Invited: Tonga. Suva: harbour of the ferry.",
)
MATRIX = t.Figure(
    "matrix",
    inline("The two councils lead everything but the ferry."),
    table(
        ("Actor", "Shared kiosk", "Common ticket", "Night ferry"),
        ("Upper town council", "leads", "leads", ""),
        ("Lower town council", "takes part", "leads", "takes part"),
        ("Harbour office", "", "", "leads"),
    ),
    "Who leads and who takes part in each measure.",
)
BARS = t.Figure(
    "bars",
    inline("Passengers rose every year."),
    table(("Year", "Passengers"), ("2021", "120"), ("2022", "180"), ("2023", "240")),
    "Bars of 120, 180 and 240 passengers.",
)

_FARES = table(("Line", "Adults", "Children"), ("A", "2", "1"), ("B", "3.5", "1.5"))
CHARTS = tuple(
    t.Figure(kind, (), _FARES, f"{kind.title()} of fares: 2 and 1 on line A, 3.5 and 1.5 on line B.")
    for kind in ("columns", "lines", "stacked")
)


def png(width: int, height: int) -> bytes:
    """Return a PNG of one colour (ISO/IEC 15948)."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data))

    head = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x14\x46\x6b" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


PICTURE = t.Picture(
    "ferry", inline("The night ferry. Photo: Harbour office"), "A boat with lights.", png(6, 4), "f00d", 6, 4
)

META = t.Meta(
    kind="memo",
    title="One ticket for two towns",
    subject="Public transport",
    organisation="Office of the Two Towns",
    series="Transport briefing",
    audience="Councillors",
    date="2024-03-01",
    date_text="1 March 2024",
    marking="For discussion",
    keywords=("ferry", "ticket"),
)

EVERY_NODE = t.Document(
    META,
    (
        t.Region(
            "band",
            (t.Heading(1, inline("One ticket for two towns")), p("A shared ticket is the quickest way to join them.")),
        ),
        t.Fields((t.Field("TO", inline("The councillors")), t.Field("SUBJECT", inline("One ticket")))),
        t.Region(
            "ask", (t.Heading(2, inline("The ask")), p("Approve the ticket by ", t.Strong(inline("1 May 2024")), "."))
        ),
        t.Region(
            "main",
            (
                t.Heading(2, inline("What we propose")),
                t.Heading(3, inline("A ", t.Emphasis(inline("common")), " ticket")),
                p(
                    "It is sold in both towns",
                    t.Note(1),
                    " and costs €2",
                    t.LineBreak(),
                    "from the first day",
                    t.Note(2),
                    ".",
                ),
                t.Heading(4, inline("In detail")),
                t.List(
                    (
                        item("first", t.List((item("nested"), item("nested too")))),
                        item(p("second"), p("and more of it")),
                    )
                ),
                t.List((item("three"), item("four")), ordered=True, start=3),
                t.Quote((p("A bridge is a promise."), p("— A ferryman"))),
            ),
        ),
        t.Region(
            "side",
            (t.Region("callout", (t.Heading(3, inline("Why now")), p("The old ticket ends in June", t.Note(1), "."))),),
        ),
        t.Region(
            "full", (ROADMAP, TIMELINE, MATRIX, BARS, table(("Line", "Fare"), ("A to B", "€2"), ("B to C", "€3")))
        ),
        *CHARTS,
        MAP,
        PICTURE,
        t.Region("beside", (PICTURE, t.List((item("It sails at ten."),)))),
        t.Rule(),
        t.Region(
            "options", (t.Heading(3, inline("Option A")), p("Do it now."), t.Heading(3, inline("Option B")), p("Wait."))
        ),
        t.Region(
            "decision",
            (
                t.List((item("Approve"), item("Disapprove"), item("Discuss"))),
                t.Fields((t.Field("Signature", (), signed=True), t.Field("Date", ()))),
            ),
        ),
        t.Region("section", (t.Heading(2, inline("What it brings")), p("In figures and in time."))),
        t.Region(
            "cards",
            (
                p("Two things count."),
                t.Heading(3, inline("Time")),
                p("A change takes two minutes."),
                t.Heading(3, inline("Money ", t.Span(inline("new"), voice="mark"))),
                p("A day costs €5."),
            ),
        ),
        t.Region(
            "columns",
            (
                t.Heading(3, inline("Upper town")),
                t.List((item("a kiosk"), item("a pier"))),
                t.Heading(3, inline("Lower town")),
                p("A bridge."),
            ),
        ),
        t.Region(
            "timeline",
            (
                t.Fields(
                    (
                        t.Field(
                            "1 May", inline(t.Strong(inline("Approve.")), t.LineBreak(), "The council"), "2024-05-01"
                        ),
                        t.Field("Autumn", inline("First boat.")),
                    )
                ),
            ),
        ),
        t.Region(
            "key_figures", (t.Fields((t.Field("180", inline("passengers a day")), t.Field("€2", inline("a ride")))),)
        ),
        t.Region(
            "agenda", (t.List((item("Fares"), item(p("Boats ", t.Span(inline("next"), voice="mark")))), ordered=True),)
        ),
        t.Region("notes", (p("Say that the ticket is already printed."),)),
        p(
            t.Span(inline("Our analysis: "), voice="editor"),
            t.Span(inline("Fares "), voice="label"),
            t.Span(inline("may rise. "), voice="quiet"),
            t.Span(inline("日本語の切符"), language="ja"),
            " and ",
            t.Span(inline("한국어 승차권"), language="ko"),
            ".",
        ),
        t.Region(
            "source",
            (p("After the council’s report, ", t.Link("https://example.org/report", inline("read here")), "."),),
        ),
        t.Region("contact", (p("Office, ", t.Link("mailto:office@example.org", inline("office@example.org"))),)),
    ),
    (
        inline("Council report, ", t.Emphasis(inline("p. 4")), "."),
        inline("See ", t.Link("https://example.org", inline("the site")), "."),
    ),
)

# The strategies below are made once: Hypothesis looks anew into each that is made while it draws.

# Words that people may type: Latin, Greek, Cyrillic, Japanese and Korean, typographic marks, markup characters.
LETTERS = (
    "abcXYZéßčőŁñ0123456789.,;:!?()[]{}<>&\"'*_`#|~^$%@/\\+=-–—…“”‘’«»€°×≥αβγЖя日本語条約かなカナ한국어외교、。「」"
)


@cache
def texts(min_words: int = 1, max_words: int = 12) -> st.SearchStrategy[str]:
    word = st.text(st.sampled_from(LETTERS), min_size=1, max_size=14)
    long_word = st.text(st.sampled_from("abcdefghij"), min_size=40, max_size=90)
    return st.lists(st.one_of(word, word, word, long_word), min_size=min_words, max_size=max_words).map(" ".join)


DAYS = st.sampled_from(["", "2024-05-01", "2024-05-02", "2025-12-31"])


@cache
def inlines(depth: int = 2) -> st.SearchStrategy[t.Inlines]:
    text = texts().map(t.Text)
    if depth == 0:
        return st.lists(text, min_size=1, max_size=2).map(tuple)
    inner = inlines(depth - 1)
    nodes = st.one_of(
        text,
        text,
        inner.map(t.Strong),
        inner.map(t.Emphasis),
        st.builds(
            t.Link,
            st.sampled_from(["https://example.org/a?b=1&c=2", "mailto:a@example.org"]),
            texts().map(lambda s: (t.Text(s),)),
        ),
        st.builds(
            t.Span,
            inner,
            st.sampled_from(["", "ja", "ko", "fr"]),
            st.sampled_from(["", "editor", "label", "quiet", "mark"]),
        ),
        st.builds(t.Note, st.integers(1, 2)),
    )
    return st.lists(nodes, min_size=1, max_size=4).map(lambda found: (t.Text("so "), *found))


@cache
def tables() -> st.SearchStrategy[t.Table]:
    @cache
    def rows(columns: int) -> st.SearchStrategy[t.Table]:
        cells = st.builds(t.Cell, inlines(1), st.sampled_from(["left", "center", "right"]))
        row = st.lists(cells, min_size=columns, max_size=columns).map(lambda c: t.Row(tuple(c)))
        return st.builds(t.Table, row, st.lists(row, min_size=1, max_size=6).map(tuple))

    return st.integers(1, 4).flatmap(rows)


@cache
def blocks(depth: int = 2) -> st.SearchStrategy[t.Block]:
    simple = st.one_of(
        st.builds(t.Heading, st.integers(2, 4), inlines(1)),
        inlines().map(t.Paragraph),
        tables(),
        st.sampled_from([ROADMAP, TIMELINE, MATRIX, BARS]),
        st.just(t.Rule()),
        st.lists(st.builds(t.Field, texts(1, 3), inlines(1), DAYS), min_size=1, max_size=4).map(
            lambda f: t.Fields(tuple(f))
        ),
    )
    if depth == 0:
        return simple
    inner = st.lists(blocks(depth - 1), min_size=1, max_size=3).map(tuple)
    items = st.lists(
        inlines(1).map(lambda i: t.ListItem((t.Paragraph(i),))) | inner.map(t.ListItem), min_size=1, max_size=4
    ).map(tuple)
    return st.one_of(
        simple,
        st.builds(t.List, items, st.booleans(), st.integers(1, 99)),
        inlines().map(lambda i: t.Quote((t.Paragraph(i),))),
        st.builds(t.Region, st.sampled_from(t.ROLES), inner),
    )


@cache
def documents(kind: str = "memo") -> st.SearchStrategy[t.Document]:
    """Return random documents: every node, nesting, long words, mixed scripts, links, notes."""
    meta = texts(1, 6).map(
        lambda title: t.Meta(kind=kind, title=title, organisation="Office", date_text="1 March 2024")
    )
    body = st.lists(blocks(), min_size=1, max_size=6)
    notes = st.tuples(inlines(1), inlines(1))

    def whole(meta: t.Meta, body: list[t.Block], notes: tuple[t.Inlines, ...]) -> t.Document:
        return t.Document(meta, (t.Heading(1, (t.Text(meta.title),)), *body), _without_notes(notes))

    return st.builds(whole, meta, body, notes)


def _without_notes(notes: tuple[t.Inlines, ...]) -> tuple[t.Inlines, ...]:
    """Keep notes out of notes: the parser never makes them."""
    return tuple(tuple(node for node in note if not any(isinstance(n, t.Note) for n in t.walk(node))) for note in notes)
