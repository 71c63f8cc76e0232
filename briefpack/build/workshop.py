"""Where documents are made: what they are made from is read here, each file once, and kept for the jobs to come.

A process has one workshop a run. It can be opened from the run's folders alone, so a job needs to bring only names.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from briefpack.build.drafts import Draft
from briefpack.build.jobs import Folders, Job
from briefpack.build.stages import stage
from briefpack.checks.rules import checked_pack
from briefpack.content.brief import brief_pack
from briefpack.content.model import Paper
from briefpack.content.pack import Pack, catalogue_paths
from briefpack.content.translation import translate_pack
from briefpack.layers import files_by_stem
from briefpack.look.own_fonts import with_own_fonts
from briefpack.look.theme import Theme, read_theme, theme_names
from briefpack.office.foreign import KINDS
from briefpack.rendering.phrases import catalogue_at

if TYPE_CHECKING:
    from briefpack.office.reading import ForeignFile

Kept = TypeVar("Kept")


class Workshop:
    """Read packs, themes and organisations' own files. Each is read once and then kept.

    Of packs, only the named audiences are read; all of them if none is named.
    """

    def __init__(self, folders: Folders, audiences: Collection[str] = ()) -> None:
        self.folders = folders
        self.audiences = audiences
        self._kept: dict[tuple[object, ...], Any] = {}

    def _once(self, key: tuple[object, ...], read: Callable[[], Kept]) -> Kept:
        if key not in self._kept:
            with stage("read"):
                self._kept[key] = read()
        kept: Kept = self._kept[key]
        return kept

    def forget(self, changed: Collection[str]) -> None:
        """Forget the packs of these names; with an empty name, what was read of templates."""
        self._kept = {
            key: kept for key, kept in self._kept.items() if (key[1] if key[0] == "pack" else "") not in changed
        }

    def pack(self, name: str) -> Pack:
        """Return a pack in its own language. Raise BuildError."""
        return self._once(("pack", name), lambda: checked_pack(self.folders.content / name, self.audiences))

    def pack_in(self, name: str, language: str) -> Pack:
        """Return a pack in a language. Raise BuildError if its catalogue cannot be read."""
        pack = self.pack(name)
        if language == pack.facts.language:
            return pack
        return self._once(
            ("pack", name, language), lambda: translate_pack(pack, catalogue_at(catalogue_paths(pack)[language]))
        )

    def theme(self, name: str, paper: Paper, language: str, large: bool = False) -> Theme:
        """Return a theme on the paper, in large print or its own, with the faces of the language. Raise BuildError."""
        folders = self.folders.in_templates("themes")
        fonts = self.folders.in_templates("fonts")
        theme = self._once(("theme", name), lambda: with_own_fonts(read_theme(name, *folders), *fonts))
        sized = theme.in_large_print() if large else theme
        return sized.on_paper(paper).in_language(language)

    def theme_of(self, pack: str, audience: str, language: str) -> Theme:
        """Return the theme of an audience’s documents in a language. Raise BuildError."""
        data = self.pack_in(pack, language).audiences[audience].data
        return self.theme(data.theme, data.paper, language, data.large_print)

    @stage("brief and render")
    def draft(self, job: Job) -> Draft:
        """Return what a job's document is made from. Raise BuildError."""
        brief = brief_pack(self.pack_in(job.pack, job.language), job.audience, job.language)
        theme = self.theme_of(job.pack, job.audience, job.language)
        return Draft(brief, job.document, theme, self.folders.templates)

    def stationery(self, kind: str, name: str) -> ForeignFile | None:
        """Return a letterhead or master by its kind and name; nothing where none is named. Raise BuildError."""
        path = self.stationery_paths(kind).get(name) if name else None
        return self._once(("stationery", path), lambda: KINDS[kind].read(path)) if path else None

    def stationery_paths(self, kind: str) -> dict[str, Path]:
        """Return the letterheads or masters there are, by name."""
        known = KINDS[kind]
        return files_by_stem(self.folders.in_templates(known.folder), known.pattern)

    def looks(self) -> dict[str, list[str]]:
        """Return the names of the themes, letterheads and masters there are."""
        themes = theme_names(*self.folders.in_templates("themes"))
        return {"theme": themes, **{kind: list(self.stationery_paths(kind)) for kind in KINDS}}
