"""Font files of an organisation's own: used for every letter, refused in a sentence, kept as their maker allows."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from fontTools import subset
from fontTools.ttLib import TTFont

from briefpack.errors import BuildError
from briefpack.look.fonts import font_files
from briefpack.look.own_fonts import base_theme, with_own_fonts
from briefpack.look.theme import Theme, read_theme
from briefpack.look.typefaces import Typesetter
from briefpack.writers.pdf import write_pdf
from tests import trees
from tests.conftest import REPOSITORY
from tests.writers.pdf_text import document, pages_text

HEBREW = "OpenSans-Regular"


@cache
def made(stem: str, letters: str, family: str, weight: int = 400, italic: bool = False, allowed: int = 0) -> bytes:
    """Return a font file of some letters of another, by another name."""
    with TTFont(font_files()[stem]) as font:
        cut = subset.Subsetter(subset.Options(layout_features=["*"], name_IDs=[1, 2, 4, 6]))
        cut.populate(text=letters)
        cut.subset(font)
        for number, name in ((1, family), (4, family), (6, family.replace(" ", ""))):
            font["name"].setName(name, number, 3, 1, 0x409)
        font["OS/2"].usWeightClass, font["OS/2"].fsType = weight, allowed
        font["OS/2"].fsSelection = int(italic)
        stream = io.BytesIO()
        font.save(stream)
    return stream.getvalue()


def theme(folder: Path, **fonts: object) -> Theme:
    own = read_theme("ministry", REPOSITORY / "templates" / "themes")
    named = own.model_copy(update={"fonts": own.fonts.model_copy(update=fonts)})
    return with_own_fonts(named, folder)


def refusal(folder: Path) -> str:
    with pytest.raises(BuildError) as refused:
        theme(folder)
    return str(refused.value)


def test_a_theme_sets_its_words_in_the_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes(made("Lato-Regular", "Harbour 12", "Harbour Sans"))
    (tmp_path / "b.ttf").write_bytes(made("Lato-Bold", "Harbour 12", "Harbour Sans", 700))
    own = theme(tmp_path, body="Harbour Sans", title="Harbour Sans")
    data = write_pdf(document(trees.p("Harbour", trees.t.Strong(trees.inline("Harbour"))), kind="letter"), own).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = {str(font.BaseFont).partition("+")[2] for page in pdf.pages for font in page.Resources.Font.values()}
    assert any(name.startswith("HarbourSans-") for name in names)
    assert [stem.partition("-")[2] for stem, _ in Typesetter(own, "en").runs("Harbour", True)] == ["b"]


def test_a_family_for_letters_that_the_others_lack(tmp_path: Path) -> None:
    (tmp_path / "armenian.ttf").write_bytes(made("OpenSans-Regular", "שלום", "Own Hebrew"))
    setter = Typesetter(theme(tmp_path, others=("Own Hebrew",)), "en")
    setter.measure("שלום", "body", 10)
    assert not setter.missing
    without = Typesetter(theme(tmp_path), "en")
    without.measure("שלום", "body", 10)
    assert without.missing


def test_a_family_without_a_bold_sets_it_in_its_regular(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes(made("Lato-Regular", "Harbour", "Harbour Sans"))
    (run,) = Typesetter(theme(tmp_path, body="harbour sans"), "en").runs("Harbour", True)
    assert run[0].endswith("-a")


def test_another_file_of_the_same_name_is_another_font(tmp_path: Path) -> None:
    stems = []
    for letters in ("Harbour", "Harbour s"):
        (tmp_path / "a.ttf").write_bytes(made("Lato-Regular", letters, "Harbour Sans"))
        (font,) = theme(tmp_path).fonts.own
        stems.append(font.stem)
    assert stems[0] != stems[1]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.otf", b"OTTO" + bytes(100), "holds PostScript outlines"),
        ("a.ttc", b"ttcf" + bytes(100), "is a collection of fonts"),
        ("a.woff2", b"wOF2" + bytes(100), "is a font for web pages"),
        ("a.ttf", b"", "is no TrueType font"),
        ("a.ttf", b"\x00\x01\x00\x00" + b"\xff" * 400, "is no TrueType font"),
        ("a.ttf", made("Lato-Regular", "Ha", "X")[:900], "is no TrueType font"),
        ("a.ttf", made("Lato-Regular", "Ha", "X", allowed=2), "may not be embedded"),
        ("a.ttf", made("Lato-Regular", "Ha", "X", allowed=0x100), "may not be embedded"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(data)
    message = refusal(tmp_path)
    assert f"{name}: error: {name} {words}" in message
    assert message.count("error:") == 1


def test_two_files_of_one_look_are_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes(made("Lato-Regular", "Harbour", "Harbour Sans"))
    (tmp_path / "b.ttf").write_bytes(made("Lato-Bold", "Harbour", "Harbour Sans"))
    assert "b.ttf is the regular of “Harbour Sans”, as a.ttf is" in refusal(tmp_path)


@pytest.mark.parametrize("table", ["glyf", "loca", "hmtx", "cmap", "maxp", "hhea", "head", "GSUB", "GPOS"])
def test_damage_in_any_table_is_a_sentence_or_no_harm(tmp_path: Path, table: str) -> None:
    data = bytearray(made("Lato-Regular", "Harbour 12äéffi", "Harbour Sans"))
    (count,) = (int.from_bytes(data[4:6], "big"),)
    for row in range(count):
        entry = 12 + 16 * row
        if data[entry : entry + 4] == table.encode():
            start, length = (int.from_bytes(data[entry + at : entry + at + 4], "big") for at in (8, 12))
            data[start : start + length] = bytes((n * 151 + 7) % 256 for n in range(length))
    (tmp_path / "a.ttf").write_bytes(data)
    try:
        own = theme(tmp_path, body="Harbour Sans")
        write_pdf(document(trees.p("Harbour 12 äé ffi")), own)
        for _, glyphs in Typesetter(own, "en").runs("Harbour äé ffi", False):
            assert glyphs
    except BuildError:
        return


def test_words_in_own_letters_can_be_copied(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes(made("EBGaramond-Regular", "office THmbr", "Harbour Serif"))
    own = theme(tmp_path, body="Harbour Serif")
    assert "office" in pages_text(write_pdf(document(trees.p("office")), own).data)[0]


def test_the_base_theme_may_name_them_too(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts/hebrew.ttf").write_bytes(made("OpenSans-Regular", "שלום", "Own Hebrew"))
    text = (REPOSITORY / "templates/themes/base.yaml").read_text(encoding="utf-8")
    (tmp_path / "base.yaml").write_text(
        text.replace("fonts:\n", "fonts:\n  others: [Own Hebrew]\n", 1), encoding="utf-8"
    )
    setter = Typesetter(base_theme([tmp_path], [tmp_path / "fonts"]), "en")
    setter.measure("שלום", "body", 10)
    assert not setter.missing
