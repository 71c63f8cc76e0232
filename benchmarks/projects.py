"""The projects that are measured: the first pack as it is, in few formats, and with many copies of what it holds."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from itertools import count, islice
from pathlib import Path
from typing import Any

import yaml
from babel.messages.pofile import read_po, write_po

REPOSITORY = Path(__file__).parent.parent
PACK = "japan-korea-ties"
AUDIENCES = ("ministers", "journalists", "civil-society")
COPIED = "ministers"
"""The audience that growing packs brief: it is told every proposal there is."""
FOUR = {"memo": ["docx"], "onepager": ["pdf"], "slides": ["md", "pptx"]}
"""Of three audiences these are twelve files."""
ON_SLIDE = 3
"""How many proposals a slide of a growing deck has."""
LANGUAGES = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb"),
    *("fi", "pl", "cs", "sk", "sl", "hr", "hu", "ro", "et", "lv"),
)
TASKS = 'from briefpack.tasks import namespace\n\n__all__ = ["namespace"]\n'
NO_LIMIT = 1_000_000
OVERLAYS = ("audiences", "packs")
"""The folders of templates that are for some audiences alone."""
Data = dict[str, Any]


class Plain(yaml.CSafeDumper):
    """Writes YAML without anchors, which content files may not have."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def read(path: Path) -> Any:
    return yaml.load(path.read_bytes(), yaml.CSafeLoader)


def write(path: Path, data: Data) -> None:
    text = yaml.dump(data, Dumper=Plain, allow_unicode=True, sort_keys=False, width=NO_LIMIT)
    path.write_text(text, encoding="utf-8")


def whole_project(folder: Path, checkout: Path = REPOSITORY) -> Path:
    """Make a project of a checkout's packs, with the templates that are for their audiences alone."""
    shutil.copytree(checkout / "content", folder / "content")
    for name in OVERLAYS:
        if (checkout / "templates" / name).is_dir():
            shutil.copytree(checkout / "templates" / name, folder / "templates" / name)
    (folder / "tasks.py").write_text(TASKS, encoding="utf-8")
    return folder


def without_overlays(folder: Path) -> None:
    for name in OVERLAYS:
        shutil.rmtree(folder / "templates" / name, ignore_errors=True)


def first_project(folder: Path, formats: Mapping[str, list[str]] = FOUR, checkout: Path = REPOSITORY) -> Path:
    """Make a project of the first pack in English, with these documents in these formats for each audience."""
    whole_project(folder, checkout)
    for other in (folder / "content").iterdir():
        if other.name != PACK:
            shutil.rmtree(other)
    for name in AUDIENCES:
        change_audience(folder, name, lambda data: choose(data, formats))
    return folder


def change_audience(folder: Path, name: str, change: Callable[[Data], object]) -> None:
    path = audience_path(folder, name)
    data = read(path)
    change(data)
    write(path, data)


def audience_path(folder: Path, name: str) -> Path:
    return folder / "content" / PACK / "audiences" / f"{name}.yaml"


def choose(data: Data, formats: Mapping[str, list[str]]) -> None:
    """Let an audience have these documents in these formats, in English."""
    data["languages"] = ["en"]
    data["documents"] = {name: {**data["documents"][name], "formats": own} for name, own in formats.items()}


def with_proposals(folder: Path, number: int, on_page: int = 5) -> Path:
    """Make a project whose pack has so many proposals: those of the first pack, again and again.

    One audience is told all of them in its memo and slides, and chooses among `on_page` of them for its one-pager. It
    has no templates of its own, so that what is measured is what comes with briefpack.
    """
    first_project(folder, {"memo": ["docx", "pdf", "md"], "onepager": ["pdf"], "slides": ["pptx", "md"]})
    without_overlays(folder)
    for name in set(AUDIENCES) - {COPIED}:
        audience_path(folder, name).unlink()
    path = folder / "content" / PACK / "pack.yaml"
    facts = read(path)
    facts["proposals"] = list(islice(_repeated(facts["proposals"]), number))
    write(path, facts)
    names = [proposal["id"] for proposal in facts["proposals"]]
    change_audience(folder, COPIED, lambda data: _tell_all(data, names, on_page))
    return folder


def _repeated(items: list[Data]) -> Iterator[Data]:
    """Yield the items, then copies of them without end, each with an id of its own; a page may do without a copy."""
    yield from items
    for turn in count(2):
        yield from ({**item, "id": f"{item['id']}-{turn}", "priority": 5} for item in items)


def _tell_all(data: Data, proposals: list[str], on_page: int) -> None:
    """Tell an audience every proposal, three on a slide, and leave out what limits there are."""
    data["select"]["proposals"] = proposals
    memo, page, deck = (data["documents"][name] for name in ("memo", "onepager", "slides"))
    for document in (memo, page, deck):
        document.pop("limits", None)
        document.pop("figure_title", None)
    page["select"]["proposals"] = proposals[:on_page]
    deck["select"].pop("proposals")
    deck["limits"] = {"slides_max": len(proposals) + 10}
    deck["slides"] = [
        {"headline": "What the two countries could do", "items": proposals[start : start + ON_SLIDE]}
        for start in range(0, len(proposals), ON_SLIDE)
    ]


def with_audiences(folder: Path, number: int) -> Path:
    """Make a project whose pack has so many audiences, each with four files: the three of the first pack again."""
    first_project(folder)
    without_overlays(folder)
    for place in range(len(AUDIENCES), number):
        path = audience_path(folder, AUDIENCES[place % len(AUDIENCES)])
        shutil.copy(path, path.with_stem(f"{path.stem}-{place}"))
    return folder


def with_languages(folder: Path, number: int) -> Path:
    """Make a project whose pack is read in so many languages, in catalogues that translate every text as itself."""
    first_project(folder)
    without_overlays(folder)
    names = LANGUAGES[:number]
    for name in AUDIENCES:
        change_audience(folder, name, lambda data: data.update(languages=list(names)))
    own = folder / "content" / PACK / "languages"
    originals = {own: own / "ja.po", folder / "templates" / "languages": REPOSITORY / "templates/languages/de.po"}
    texts = {place: path.read_bytes() for place, path in originals.items()}
    shutil.rmtree(own)
    for place, text in texts.items():
        place.mkdir(parents=True)
        for name in names[1:]:
            (place / f"{name}.po").write_bytes(_as_itself(text, name))
    return folder


def _as_itself(text: bytes, language: str) -> bytes:
    """Return a catalogue in which each text is its own translation."""
    catalogue = read_po(BytesIO(text), locale=language)
    catalogue._num_plurals = catalogue._plural_expr = None  # those of the language, not of the file
    for message in catalogue:
        if message.id:
            ids = message.id
            message.string = (ids[0], *[ids[1]] * (catalogue.num_plurals - 1)) if isinstance(ids, tuple) else ids
    written = BytesIO()
    write_po(written, catalogue, width=0)
    return written.getvalue()


def change_word(folder: Path, name: str = COPIED) -> None:
    """Change one word of one audience, and back again the next time."""
    path = audience_path(folder, name)
    text = path.read_text(encoding="utf-8")
    old, new = (
        ("Please approve", "Kindly approve") if "Please approve" in text else ("Kindly approve", "Please approve")
    )
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
