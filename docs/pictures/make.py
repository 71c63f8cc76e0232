"""Make the pictures of the README from what `invoke page` made; needs pdftoppm, LibreOffice, Pillow and Chromium.

Run: python docs/pictures/make.py
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
BUILD = HERE.parent.parent / "build" / "japan-korea-ties"
GAP, GROUND, HEIGHT = 24, "#D9DEE4", 900


def page(pdf: Path, number: int, folder: Path) -> Image.Image:
    """Return one page of a PDF as a picture of HEIGHT pixels."""
    name = folder / f"{pdf.parent.parent.name}-{pdf.parent.name}-{pdf.stem}"
    size = ["-scale-to-x", "-1", "-scale-to-y", str(HEIGHT)]
    subprocess.run(["pdftoppm", "-png", "-singlefile", "-f", str(number), *size, str(pdf), str(name)], check=True)
    return Image.open(name.with_suffix(".png")).convert("RGB")


def memo_pdf(audience: str, folder: Path) -> Path:
    out = folder / audience / "en"
    memo = BUILD / audience / "en" / "memo.docx"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(out), str(memo)], check=True
    )
    return out / "memo.pdf"


def screen(path: Path, width: int, scheme: str) -> Image.Image:
    """Return the top of a web page on a screen of a width in pixels, as a picture of HEIGHT pixels."""
    from playwright.sync_api import sync_playwright

    tall = width if width > HEIGHT else 844
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        size = {"width": width, "height": tall}
        context = browser.new_context(viewport=size, color_scheme=scheme, device_scale_factor=2)
        shown = context.new_page()
        shown.goto(path.as_uri())
        picture = Image.open(io.BytesIO(shown.screenshot())).convert("RGB")
        browser.close()
    return picture.resize((round(HEIGHT * width / tall), HEIGHT), Image.Resampling.LANCZOS)


def row(pages: list[Image.Image], name: str) -> None:
    """Save pages side by side on a quiet ground."""
    width = sum(page.width for page in pages) + GAP * (len(pages) + 1)
    sheet = Image.new("RGB", (width, HEIGHT + 2 * GAP), GROUND)
    x = GAP
    for shown in pages:
        sheet.paste(shown, (x, GAP))
        x += shown.width + GAP
    sheet.quantize(128).save(HERE / name, optimize=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        audiences = ("ministers", "journalists", "civil-society")
        onepagers = [page(BUILD / audience / "en" / "onepager.pdf", 1, folder) for audience in audiences]
        row(onepagers, "onepagers.png")
        languages = ("en", "ja", "ko")
        row([page(BUILD / "ministers" / told / "onepager.pdf", 1, folder) for told in languages], "languages.png")
        memo = memo_pdf("ministers", folder)
        row([page(memo, number, folder) for number in (1, 4)], "memo.png")
    wide = screen(BUILD / "ministers/en/onepager.html", 1180, "light")
    phone = screen(BUILD / "journalists/ja/onepager.html", 390, "dark")
    row([wide, phone, screen(BUILD / "index.html", 1180, "light")], "web-pages.png")


if __name__ == "__main__":
    main()
