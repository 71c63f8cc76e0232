"""HTML: every word comes back, each part is what it is, and the page can do nothing but be read."""

from __future__ import annotations

import base64
import re
from collections import Counter
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefpack.document import tree as t
from briefpack.document.slides import deck_of
from briefpack.look.dark import dark_colours
from briefpack.look.theme import TEXT_ON_GROUND, Colours, contrast, read_theme, theme_names
from briefpack.writers.html import write_html
from briefpack.writers.html.blocks import BLOCKS, REGIONS
from briefpack.writers.html.inlines import INLINES
from briefpack.writers.html.sheet import SHEET, style_sheet
from tests.conftest import REPOSITORY
from tests.look.test_theme import logo_theme
from tests.trees import EVERY_NODE, MATRIX, META, documents, inline, item, p, table
from tests.writers.html_text import page_of, said_words

THEMES = REPOSITORY / "templates/themes"
THEME = read_theme("ministry", THEMES)
KINDS = ("memo", "onepager", "slides")


def document(*blocks: t.Block, notes: tuple[t.Inlines, ...] = (), **meta: str) -> t.Document:
    return t.Document(replace(META, **meta), blocks, notes)


def html(*blocks: t.Block, notes: tuple[t.Inlines, ...] = (), **meta: str) -> str:
    return write_html(document(*blocks, notes=notes, **meta), THEME).data.decode()


def tree_words(of: t.Document) -> list[str]:
    """Return the words of a document in the order in which a page has them: those of slides are cut, not moved."""
    if of.meta.kind != "slides":
        return [*t.words(of.blocks), *(word for note in of.notes for word in t.words(note))]
    slides = deck_of(of).slides
    parts = (part for slide in slides for part in (slide.title, slide.blocks, slide.sources, slide.notes))
    return [*t.words(tuple(parts)), *(word for note in of.notes for word in t.words(note))]


def test_no_node_and_no_role_is_left_out() -> None:
    assert set(BLOCKS) == set(t.BLOCK_TYPES)
    assert set(INLINES) == set(t.INLINE_TYPES)
    assert set(REGIONS) == set(t.ROLES)


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_of_every_node_comes_back(kind: str) -> None:
    every = replace(EVERY_NODE, meta=replace(META, kind=kind))
    assert said_words(write_html(every, THEME).data) == tree_words(every)


@given(st.sampled_from(KINDS).flatmap(documents))
@settings(max_examples=60)
def test_every_word_comes_back_and_no_id_twice(random: t.Document) -> None:
    data = write_html(random, THEME).data
    assert said_words(data) == tree_words(random)
    page = page_of(data)
    ids = Counter(page.xpath("//@id"))
    assert max(ids.values(), default=1) == 1
    assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= set(ids)


def test_words_are_never_marks() -> None:
    odd = "</style><script>alert(1)</script> & \"quoted\" <img src=x onerror='y'>"
    block = p(odd, t.Link('https://example.org/?a="b"&c', inline(odd)))
    text = html(
        t.Heading(2, inline(odd)), block, t.Fields((t.Field(odd, ()),)), title=odd, marking=odd, organisation=odd
    )
    page = page_of(text.encode())
    assert {node.tag for node in page.iter() if isinstance(node.tag, str)}.isdisjoint(
        {"script", "img", "link", "iframe"}
    )
    assert not [name for node in page.iter() for name in node.attrib if name.startswith("on")]
    assert page.findtext(".//title") == odd
    assert text.count("</style>") == 1


def test_the_page_shows_itself_and_fetches_nothing() -> None:
    page = page_of(write_html(EVERY_NODE, THEME).data)
    policy = page.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    style = page.find(".//style").text
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; ")
    assert not page.xpath("//@style | //link | //script")
    assert all(source.startswith(("data:image/png;", "data:image/jpeg;")) for source in page.xpath("//@src"))
    assert "url(" not in style
    assert "@import" not in style


def test_the_page_says_what_it_is() -> None:
    page = page_of(html(p("words")).encode())
    named = {node.get("name"): node.get("content") for node in page.iter("meta") if node.get("name")}
    assert page.get("lang") == "en"
    assert page.findtext(".//title") == META.title
    wanted = {"author": META.organisation, "description": META.subject, "dcterms.date": META.date}
    assert wanted.items() <= named.items()
    assert named["keywords"] == "ferry, ticket"
    head, foot = page.find("body/header"), page.find("body/footer")
    for text in (META.marking, META.organisation):
        assert text in head.text_content()
        assert text in foot.text_content()
    assert head.find(".//time").get("datetime") == META.date


def test_what_a_page_has_no_words_for_is_not_there() -> None:
    text = html(p("words"), marking="", organisation="", series="", audience="", date_text="", subject="")
    assert not re.search(r"<p[^>]*></p>|content=\"\"|<b></b>", text)


def test_notes_lead_to_their_text_and_back_to_each_place() -> None:
    page = page_of(
        html(p("one", t.Note(1), " two", t.Note(2), " again", t.Note(1)), notes=(inline("A"), inline("B"))).encode()
    )
    first, second, again = page.findall(".//a[@role='doc-noteref']")
    assert [one.get("href") for one in (first, second, again)] == ["#note.1", "#note.2", "#note.1"]
    assert first.get("aria-label") == "note 1"
    notes = page.findall(".//section[@role='doc-endnotes']/ol/li")
    assert [note.get("id") for note in notes] == ["note.1", "note.2"]
    back = [link.get("href")[1:] for link in notes[0].findall("a[@role='doc-backlink']")]
    assert back == [first.get("id"), again.get("id")]
    names = [link.get("aria-label") for link in page.findall(".//a[@role='doc-backlink']")]
    assert names == ["back to note 1 in the text", "back to note 1 in the text (2)", "back to note 2 in the text"]


def test_a_table_has_a_caption_and_heads_with_scopes() -> None:
    page = page_of(html(t.Heading(2, inline("Fares")), table(("Line", "Fare"), ("A", "€2"), ("B", "€3"))).encode())
    found = page.find(".//table")
    assert found.findtext("caption") == "Fares"
    assert [(head.get("scope"), head.text) for head in found.iter("th")] == [
        ("col", "Line"),
        ("col", "Fare"),
        ("row", "A"),
        ("row", "B"),
    ]
    assert [cell.get("data-head") for cell in found.iter("td")] == ["Fare", "Fare"]


@pytest.mark.parametrize("rows", [(("A", "1"), ("A", "2")), (("", "1"), ("B", "2"))])
def test_a_first_cell_that_names_no_row_heads_none(rows: tuple[tuple[str, str], ...]) -> None:
    page = page_of(html(table(("Who", "What"), *rows)).encode())
    assert {head.get("scope") for head in page.iter("th")} == {"col"}


def test_a_figure_is_drawn_described_and_there_as_a_table() -> None:
    page = page_of(html(MATRIX).encode())
    figure = page.find(".//figure")
    assert figure.findtext("figcaption") == "The two councils lead everything but the ferry."
    image = figure.find("div[@role='img']")
    assert image.get("aria-label") == MATRIX.alt
    assert [drawing.get("class") for drawing in image.findall("svg")] == ["narrow", "wide", "broad"]
    assert all(colour.startswith("var(--") for colour in image.xpath(".//@fill | .//@stroke"))
    assert t.words(MATRIX.table) == [word for cell in figure.iter("td", "th") for word in cell.text_content().split()]


def test_languages_are_marked_and_turned_where_they_run_the_other_way() -> None:
    spans = (t.Span(inline("日本"), language="ja"), t.Span(inline("שלום"), language="he"))
    page = page_of(html(p(*spans)).encode())
    assert [(one.get("lang"), one.get("dir")) for one in page.findall(".//main//span")] == [("ja", None), ("he", "rtl")]
    turned = page_of(html(p(t.Span(inline("the words"), language="en")), language="ar").encode())
    assert (turned.get("lang"), turned.get("dir")) == ("ar", "rtl")
    assert turned.find(".//main//span").get("dir") == "ltr"


def test_a_decision_can_be_ticked_and_signed() -> None:
    choices = t.List((item("Approve"), item("Refuse")))
    page = page_of(html(t.Region("decision", (choices, t.Fields((t.Field("Date", ()),))))).encode())
    labels = page.findall(".//label")
    assert [label.text_content().strip() for label in labels] == ["Approve", "Refuse"]
    assert all(label.find("input").get("type") == "checkbox" for label in labels)
    assert page.find(".//dd/input").get("aria-label") == "Date"


def test_slides_stand_one_below_the_other_with_their_notes() -> None:
    every = replace(EVERY_NODE, meta=replace(META, kind="slides"))
    written = write_html(every, THEME)
    slides = page_of(written.data).findall(".//article")
    assert written.pages == len(slides) == len(deck_of(every).slides)
    names = [aside.get("aria-label") for aside in page_of(written.data).iter("aside") if aside.get("class") == "notes"]
    assert names == ["Speaker’s notes"]


def test_a_long_page_lists_its_parts_and_a_short_one_does_not() -> None:
    heads = [t.Heading(2, inline(f"Part {n}")) for n in range(4)]
    links = page_of(html(*heads).encode()).findall(".//nav//a")
    assert [(link.get("href"), link.text) for link in links][:2] == [("#part-0", "Part 0"), ("#part-1", "Part 1")]
    assert not page_of(html(*heads[:3]).encode()).findall(".//nav")


@pytest.mark.parametrize("name", theme_names(THEMES))
def test_dark_colours_can_be_read(name: str) -> None:
    dark = dark_colours(read_theme(name, THEMES).colours)
    low = {pair: contrast(*(getattr(dark, part) for part in pair)) for pair in TEXT_ON_GROUND}
    assert min(low.values()) >= 4.5, low
    assert dark_colours(dark) == dark, "a dark theme stays as it is"


HEX = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06X}")


@given(st.lists(HEX, min_size=10, max_size=10))
def test_whatever_a_theme_s_colours_dark_ones_can_be_read(values: list[str]) -> None:
    colours = Colours(**dict(zip(Colours.model_fields, values, strict=True)))
    if any(contrast(getattr(colours, a), getattr(colours, b)) < 4.5 for a, b in TEXT_ON_GROUND):
        colours = read_theme("ministry", THEMES).colours.model_copy(update={"accent": values[0], "band": "#FFFFFF"})
        colours = colours.model_copy(
            update={"second": values[1], "quiet": values[2], "ink": values[3], "on_band": "#000000"}
        )
    dark = dark_colours(colours)
    assert min(contrast(getattr(dark, a), getattr(dark, b)) for a, b in TEXT_ON_GROUND) >= 4.5


def test_text_stands_only_on_grounds_that_themes_are_checked_for() -> None:
    found = set()
    for _, body in re.findall(r"([^{}]+)\{([^{}]*)\}", SHEET.read_text(encoding="utf-8")):
        text = re.search(r"(?<![-\w])color: var\(--([\w-]+)\)", body)
        ground = re.search(r"background: var\(--([\w-]+)\)", body)
        if text:
            found.add((text[1].replace("-", "_"), ground[1].replace("-", "_") if ground else "paper"))
    assert found <= {*TEXT_ON_GROUND, ("on_fill", "fill")}
    assert ("on_fill", "fill") in found


def test_the_paper_is_the_theme_s_and_says_how_it_is_to_be_handled() -> None:
    sheet = style_sheet(replace(META, marking='Not "yet" </style>'), THEME.on_paper("Letter"))
    assert "@page { size: Letter; margin: 18mm 18mm 18mm; " in sheet
    assert r'@top-right { content: "Not \22 yet\22  \3c /style>"' in sheet
    assert 'content: "page " counter(page) " of " counter(pages) ""' in sheet


def test_a_logo_is_shown_with_its_words(tmp_path: object) -> None:
    theme = read_theme("own", logo_theme(tmp_path, "file: mark.png, alt: The Desk"))  # type: ignore[arg-type]
    picture = page_of(write_html(EVERY_NODE, theme).data).find(".//header//img")
    assert picture.get("alt") == "The Desk"
    assert base64.b64decode(picture.get("src").removeprefix("data:image/png;base64,")) == theme.picture.data


def test_the_same_document_gives_the_same_bytes() -> None:
    assert write_html(EVERY_NODE, THEME) == write_html(EVERY_NODE, THEME)
