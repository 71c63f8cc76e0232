"""Each tool takes its outline: Marp, pandoc and reveal.js show the deck's slides, words and notes; nothing runs off."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from html import unescape
from pathlib import Path

import pytest
from lxml import etree

from briefpack.build.jobs import Request
from briefpack.document import tree as t
from briefpack.document.slides import Deck, deck_of
from briefpack.look.theme import read_theme
from briefpack.writers.outline import write_outline
from briefpack.writers.outline.front import style_element
from briefpack.writers.outline.levels import with_marking
from briefpack.writers.outline.markdown import MARKDOWN_DIALECTS, draws
from briefpack.writers.outline.sources import sources_slides
from tests.browser import window
from tests.conftest import REPOSITORY
from tests.drafts import Drafts
from tests.tools import tool
from tests.trees import EVERY_NODE, META, inline, item, p
from tests.writers.outline_html import Shown, read_html
from tests.writers.outline_text import expected_notes, expected_title, expected_words

WORDS = (
    *("# no heading", "- no item", "1. no item", "> no quote", "---", "Note: not said", "NOTES: nor this", "snote: no"),
    *("<b>no tag</b> &amp; &#65;", "*no* _no_ `no`", "it’s “so”", ":smile: 10:30", "--> no end", "::: notes"),
)
HOSTILE = t.Document(
    EVERY_NODE.meta,
    (
        t.Heading(1, inline("Words that look like marks")),
        *(t.Heading(2, inline("Slide with # marks")), *map(p, WORDS), t.Region("notes", tuple(map(p, WORDS)))),
        *(t.Heading(2, inline("Another slide")), t.List(tuple(map(item, WORDS))), t.Region("notes", (p("Say."),))),
    ),
)


DECKS = Drafts(Request(documents=("slides",)), {"every-node": EVERY_NODE, "hostile": HOSTILE})
AUDIENCES = [name for name in DECKS if "--" in name]


def written(name: str, dialect: str, folder: Path) -> tuple[Path, Deck]:
    theme, document = DECKS[name]
    path = folder / "slides.md"
    path.write_bytes(write_outline(document, read_theme(theme, REPOSITORY / "templates/themes"), dialect).data)
    return path, deck_of(document)


def command(*arguments: str | Path) -> str:
    done = subprocess.run(
        list(map(str, arguments)), capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def check_slides(found: list[Shown], name: str, dialect: str) -> None:
    """Compare titles, words and notes, letters alone: each tool has its own lines and marks of lists."""
    theme, document = read_theme(DECKS[name].theme, REPOSITORY / "templates/themes"), DECKS[name].document
    deck = deck_of(document)
    deck = deck if MARKDOWN_DIALECTS[dialect].has_front_matter else with_marking(deck)
    listed = sources_slides(deck)
    assert [slide.title for slide in found] == [expected_title(slide) for slide in (*deck.slides, *listed)]
    for slide, shown in zip(deck.slides, found, strict=False):
        draw = draws(slide, deck, theme) if MARKDOWN_DIALECTS[dialect].draws else None
        assert glued(shown.words) == glued(expected_words(slide, dialect, draw))
        assert glued(shown.notes) == glued(expected_notes(slide, dialect))


def glued(words: list[str]) -> str:
    """Return words as one; what a plain note shows beside its words (marks, addresses) is left out."""
    text = re.sub(r" \((https?|mailto):[^)]*\)", "", " ".join(words)).replace("--\\>", "-->")
    return re.sub(r"[\s|•]|(?<!\S)(-|\d+\.)(?!\S)", "", text)


@pytest.fixture(scope="module")
def marp_decks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of all outlines for Marp, and of one whose second slide is too full."""
    folder = tmp_path_factory.mktemp("marp")
    for name in DECKS:
        path, _ = written(name, "marp", folder)
        path.rename(folder / f"{name}.md")
    full = (
        (folder / "every-node.md").read_text(encoding="utf-8").replace("# The ask\n", "# The ask\n" + "\nword\n" * 40)
    )
    (folder / f"{FULL}.md").write_text(full, encoding="utf-8")
    return folder


def by_marp(decks: Path, *options: str) -> Path:
    """Let Marp write all outlines as pages, in one start. Return their folder."""
    folder = decks / "-".join(("pages", *options))
    command(tool("marp"), "--no-stdin", *options, "-I", decks, "-o", folder)
    return folder


@pytest.fixture(scope="module")
def marp_pages(marp_decks: Path) -> Path:
    return by_marp(marp_decks)


FULL = "too-full"


@pytest.mark.parametrize("name", DECKS)
def test_marp_shows_the_slides_and_the_notes(name: str, marp_pages: Path) -> None:
    page = (marp_pages / f"{name}.html").read_text(encoding="utf-8")
    check_slides(read_html(page), name, "marp")


@pytest.mark.parametrize("name", DECKS)
def test_pandoc_makes_revealjs_slides_with_notes(name: str, tmp_path: Path) -> None:
    path, _ = written(name, "pandoc", tmp_path)
    html = command(tool("pandoc"), "-t", "revealjs", path)
    check_slides(read_html(html), name, "pandoc")


@pytest.mark.parametrize("name", AUDIENCES)
def test_pandoc_makes_powerpoint_slides_with_notes(name: str, tmp_path: Path) -> None:
    path, deck = written(name, "pandoc", tmp_path)
    command(tool("pandoc"), "-o", tmp_path / "slides.pptx", path)
    with zipfile.ZipFile(tmp_path / "slides.pptx") as archive:
        names = archive.namelist()
        slides = [found for found in names if re.fullmatch(r"ppt/slides/slide\d+\.xml", found)]
        notes = [found for found in names if re.fullmatch(r"ppt/notesSlides/notesSlide\d+\.xml", found)]
        said = "".join(text for found in notes for text in etree.fromstring(archive.read(found)).itertext())
    assert len(slides) == len(deck.slides) + len(sources_slides(deck))
    assert len(notes) == sum(bool(expected_notes(slide, "pandoc")) for slide in deck.slides)
    for slide in deck.slides:
        assert "".join(expected_notes(slide, "pandoc")) in "".join(said.split())


@pytest.mark.parametrize("name", DECKS)
def test_revealjs_shows_the_slides_and_the_notes(name: str, tmp_path: Path) -> None:
    path, _ = written(name, "reveal", tmp_path)
    html = command(tool("node"), Path(__file__).parent / "reveal.mjs", tool("reveal.js"), path)
    check_slides(read_html(html), name, "reveal")


REVEAL_PAGE = """<html lang="en"><div class="reveal"><div class="slides">
<section data-markdown><textarea data-template>{text}</textarea></section></div></div>
<script src="{folder}/dist/reveal.js"></script><script src="{folder}/plugin/markdown/markdown.js"></script>
<script>Reveal.initialize({{plugins: [RevealMarkdown]}})</script></html>"""


@pytest.mark.slow
def test_each_slide_of_revealjs_states_its_language(tmp_path: Path) -> None:
    path, deck = written(AUDIENCES[0], "reveal", tmp_path)
    folder = Path(tool("reveal.js")).parents[2].as_uri()
    page = tmp_path / "slides.html"
    page.write_text(REVEAL_PAGE.format(folder=folder, text=path.read_text(encoding="utf-8")), encoding="utf-8")
    said = re.findall(r'<section[^>]* lang="([^"]*)"', drawn(page, tmp_path))
    assert said == [deck.meta.language] * (len(deck.slides) + len(sources_slides(deck)))


def drawn(page: Path, folder: Path) -> str:
    """Return the page as Chromium has it when its scripts have run."""
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000", "--dump-dom")
    return command(tool("chromium"), *options, f"--user-data-dir={folder / 'profile'}", page.as_uri())


MEASURE = """<script>
addEventListener("load", () => {
  const excess = s => Math.max(s.scrollHeight - s.clientHeight, s.scrollWidth - s.clientWidth);
  parent.postMessage([location.pathname, [...document.querySelectorAll("section")].map(excess)], "*");
});
</script>"""
GATHER = """<script>
const pages = {};
addEventListener("message", ({data: [path, excess]}) => {
  pages[path.split("/").pop()] = excess;
  document.documentElement.setAttribute("data-pages", JSON.stringify(pages));
});
</script>"""
FRAME = '<iframe src="{}" width="800" height="600"></iframe>'


@pytest.fixture(scope="module")
def excess_px(marp_decks: Path) -> dict[str, list[int]]:
    """Let Chromium lay out the slides that Marp makes, in one start; return by how much each runs off, down or right."""
    folder = by_marp(marp_decks, "--template", "bare")
    for page in folder.glob("*.html"):
        html = page.read_text(encoding="utf-8")
        page.write_text(html.replace("</body>", MEASURE + "</body>"), encoding="utf-8")
    gathered = marp_decks / "gathered.html"
    frames = [FRAME.format(page.as_uri()) for page in folder.glob("*.html")]
    gathered.write_text(f"<!doctype html><body>{GATHER}{''.join(frames)}</body>", encoding="utf-8")
    found = re.search(r'data-pages="([^"]*)"', drawn(gathered, marp_decks))
    assert found
    return {Path(name).stem: excess for name, excess in json.loads(unescape(found[1])).items()}


@pytest.mark.slow
@pytest.mark.parametrize("name", AUDIENCES)
def test_nothing_runs_off_a_slide_that_marp_draws(name: str, excess_px: dict[str, list[int]]) -> None:
    assert excess_px[name] == [0] * len(deck_of(DECKS[name].document).slides)


@pytest.mark.slow
def test_what_runs_off_a_slide_is_seen(excess_px: dict[str, list[int]]) -> None:
    assert excess_px[FULL][1] > 100


@pytest.mark.slow
def test_cards_share_the_width_and_japanese_is_broken_between_phrases(tmp_path: Path) -> None:
    theme = read_theme("newsroom", REPOSITORY / "templates/themes")
    parts = "".join(f'<div class="part"><p><b>{n}</b></p><p>word</p></div>' for n in range(5))
    said = '<p lang="ja" style="width: 13em">筆者はより大きな可能性を見いだすが、慎重な着手を勧める。</p>'
    cards = f'<section class="present"><div class="cards">{parts}</div>{said}</section>'
    page = tmp_path / "cards.html"
    page.write_text(
        f'<meta charset="utf-8">{style_element(META, theme)}<div class="reveal"><div class="slides" '
        f'style="width: 1280px">{cards}</div></div>',
        encoding="utf-8",
    )
    with window(page) as shown:
        rows: dict[float, list[float]] = {}
        for part in shown.locator(".part").all():
            box = part.bounding_box()
            rows.setdefault(box["y"], []).append(box["x"] + box["width"])
        assert [len(row) for row in rows.values()] == [3, 2]
        first, second = (round(row[-1]) for row in rows.values())
        assert first == second, "no cell stays open"
        lines = shown.evaluate(LINES)
        assert not [line for line in lines if line.endswith("慎")]
        assert len(lines) > 2


LINES = """() => {
  const text = document.querySelector("p[lang]").firstChild, lines = [];
  let last = -1;
  for (let n = 0; n < text.length; n++) {
    const range = document.createRange();
    range.setStart(text, n); range.setEnd(text, n + 1);
    const top = range.getBoundingClientRect().top;
    if (top > last + 2) lines.push("");
    last = top;
    lines[lines.length - 1] += text.data[n];
  }
  return lines;
}"""
"""Return the lines of a paragraph as they are shown."""
