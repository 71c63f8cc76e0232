"""What a numbered copy costs: alone, beside other ways to make one, and in large numbers.

Run as a process of its own: python -m benchmarks.copies PROJECT each ROUNDS, or … many COUNT
"""

from __future__ import annotations

import io
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from benchmarks import peers
from benchmarks.bench import BUILD, Bench
from benchmarks.processes import Cost, Limits, Work, in_turn
from benchmarks.projects import COPIED, PACK, REPOSITORY
from benchmarks.tables import Table, cell, exponent
from benchmarks.warm import milliseconds
from briefpack.build.jobs import Request
from briefpack.delivery import copies as making
from briefpack.delivery.copies import Round, originals_in
from briefpack.delivery.recipients import RecipientList
from briefpack.delivery.register import open_register
from briefpack.delivery.signatures import Seal
from briefpack.look.theme import BASE, read_theme
from briefpack.rendering.labels import outgoing_words
from briefpack.writers.labels import CopyLabel
from briefpack.writers.pdf.copies import PdfCopies
from briefpack.writers.word.copies import WordCopies

SIZES = (1_000, 10_000, 100_000)
SHARED_MEMORY = Path("/dev/shm")
SYLLABLES = ("ja", "na", "mo", "ka", "li", "tá", "vé", "ro", "ben", "schu", "wi", "do", "ło", "ñe", "ðu", "ği")
STAMP, SCRIPTED, PRINTED = (
    "briefpack, PDF",
    "briefpack, PDF, names in seven scripts",
    "briefpack, in a file for a printer",
)
SIGNED = "briefpack, PDF, signed (RSA, 3072 bits)"
AIMS = {STAMP: "≤ 1 ms", SCRIPTED: "≤ 1 ms"}


def names(count: int) -> Iterator[str]:
    """Yield names, of Latin letters with and without marks, the same each time."""
    chosen = random.Random(240)
    for _ in range(count):
        parts = ("".join(chosen.choices(SYLLABLES, k=chosen.randint(2, 4))) for _ in range(2))
        yield " ".join(part.title() for part in parts)


SCRIPTS = ("יעל כהן", "田中 宏", "김민준", "विद्या शर्मा", "张伟", "Ελένη Παπαδοπούλου", "Юлія Шевченко")


def labels(count: int, given: Iterable[str] = ()) -> Iterator[CopyLabel]:
    for number, name in enumerate(given or names(count), 1):
        code = f"{number % 10_000:04}-{number // 10_000:04}"
        text = f"Copy {number} of {count} for {name} · {code}"
        yield CopyLabel(text, code)


def by_pikepdf(data: bytes, label: CopyLabel) -> bytes:
    """Write a line on every page, and the properties, as pikepdf’s documentation has it; not tagged, not embedded."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        font = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
        words = label.text.encode("latin-1", "replace").replace(b"(", b"\\(").replace(b")", b"\\)")
        for page in pdf.pages:
            page.add_resource(font, pikepdf.Name.Font, pikepdf.Name.Stamp)
            page.contents_add(b"q BT /Stamp 8 Tf 60 18 Td (" + words + b") Tj ET Q")
        with pdf.open_metadata() as properties:
            properties["dc:description"] = label.text
        stream = io.BytesIO()
        pdf.save(stream)
        return stream.getvalue()


def each(project: Path, rounds: int) -> dict[str, float]:
    """Return what one copy of a one-pager costs, in milliseconds of CPU; a file goes to memory where there is such."""
    built = project / "build" / PACK / COPIED / "en"
    pdf, word = (built / name for name in ("onepager.pdf", "memo.docx"))
    theme = read_theme(BASE, project / "templates" / "themes", REPOSITORY / "templates" / "themes")
    stamp, foot = PdfCopies(pdf.read_bytes(), theme, "en"), WordCopies(word.read_bytes(), theme, "en")
    waiting, scripted = labels(100_000), labels(100_000, cycle(SCRIPTS))
    with tempfile.TemporaryDirectory(dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None) as folder:
        target = Path(folder) / "copy"

        def written(copy: Callable[[CopyLabel], bytes]) -> None:
            for _ in range(PER_ROUND):
                target.write_bytes(copy(next(waiting)))

        runs: dict[str, Callable[[], object]] = {
            STAMP: partial(written, stamp.copy),
            SCRIPTED: lambda: [target.write_bytes(stamp.copy(next(scripted))) for _ in range(PER_ROUND)],
            PRINTED: lambda: stamp.write_all(islice(waiting, PER_ROUND), io.BytesIO(), False),
            "briefpack, Word": partial(written, foot.copy),
            "plain copying of the PDF": lambda: [shutil.copyfile(pdf, target) for _ in range(PER_ROUND)],
            "pikepdf, without structure or fonts": partial(written, partial(by_pikepdf, pdf.read_bytes())),
        }
        if seal := _seal(Path(folder)):
            runs[SIGNED] = partial(written, lambda label: seal.sign(stamp.copy(label)))
        if "typst" in peers.versions():
            runs["typst, compiled again in a warm process"] = partial(written, _by_typst(Path(folder)))
        return {name: spent / PER_ROUND for name, spent in milliseconds(runs, rounds).items()}


PER_ROUND = 10
LONGEST = 900
"""Seconds of CPU that 100,000 copies may take."""


def _seal(folder: Path) -> Seal | None:
    """Return what signs with a key made for it, if there is what signs."""
    try:
        from cryptography.hazmat.primitives.asymmetric import rsa

        from benchmarks.seals import write_seal
        from briefpack.delivery.signatures import seal_of
    except ImportError:
        return None
    write_seal(folder, rsa.generate_private_key(65537, 3072))
    return seal_of(folder / "seal.p12", "open")


def _by_typst(folder: Path) -> Callable[[CopyLabel], bytes]:
    """Return what compiles one page of text with a line at its foot, which is all that changes."""
    import typst

    source = folder / "page.typ"
    text = " ".join(f"Sentence {number} of a page that says something to whoever reads it." for number in range(60))
    source.write_text(
        f'#set page(footer: sys.inputs.line)\n#set text(font: "{peers.FONT}")\n{text}\n', encoding="utf-8"
    )
    fonts = [str(peers.fonts())]

    def compiled(label: CopyLabel) -> bytes:
        page = typst.compile(str(source), font_paths=fonts, ignore_system_fonts=True, sys_inputs={"line": label.text})
        return bytes(page)

    return compiled


def many(project: Path, count: int) -> None:
    """Make the copies of a list, with the register and one file for a printer; copies themselves are thrown away."""
    made = [0]

    def discard(path: Path, data: bytes) -> None:
        made[0] += len(data) > 0

    setattr(making, "write_whole", discard)  # noqa: B010  # not what the module exports
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = "".join(f"{person},r{number}@example.org,{COPIED}\n" for number, person in enumerate(names(count)))
        (folder / "recipients.csv").write_text(f"name,e-mail,audience\n{rows}", encoding="utf-8")
        templates = (project / "templates", REPOSITORY / "templates")
        theme = read_theme(BASE, *(one / "themes" for one in templates))
        request = Request(packs=(PACK,), documents=("onepager",), formats=("pdf",))
        with open_register(folder, new=True) as register:
            originals = originals_in(project / "build", request, lambda *_: theme)
            people = RecipientList(folder / "recipients.csv", originals.audiences, originals.name_problems)
            issue = register.issue_for(PACK, people, originals.basis, "2026-01-01")
            done = Round(originals, issue, register, folder, outgoing_words(templates))
            done.make(lambda *_: None)
            done.write_print_files(False)
    if made[0] != count or done.count != count:
        sys.exit(f"{made[0]} copies of {count}")


def copies(bench: Bench) -> Iterator[Table]:
    """Make copies, one beside what else would make it, and ever more of them."""
    project = bench.twelve[BUILD]
    bench.product.cold(project).measure(bench.limits)
    command = [sys.executable, "-m", "benchmarks.copies", str(project)]
    ran = subprocess.run(
        [*command, "each", "1" if bench.short else "15"], capture_output=True, text=True, check=False, cwd=REPOSITORY
    )
    if ran.returncode:
        bench.wrong.append(f"copies: {ran.stderr.strip()[-500:]}")
        return
    spent = json.loads(ran.stdout)
    rows = [(name, f"{one:.2f}", f"{one / spent[STAMP]:.1f}", AIMS.get(name, "")) for name, one in spent.items()]
    yield Table("One copy more", ("made by", "CPU ms", "× briefpack", "aim"), rows)
    sizes = SIZES[:1] if bench.short else SIZES
    works = [Work(f"{size:,}", [[*command, "many", str(size)]], REPOSITORY) for size in sizes]
    longer = Limits(max(bench.limits.seconds, LONGEST), bench.limits.mebibytes)
    results = in_turn(works, 1, longer)
    bench.wrong += [f"{name} copies {one}" for name, one in results.items() if isinstance(one, str)]
    costs = [results[work.name] for work in works]
    each_ms = [
        f"{one.cpu / size * 1000:.2f}" if isinstance(one, Cost) else "" for size, one in zip(sizes, costs, strict=True)
    ]
    cells = [(work.name, cell(one), ms) for work, one, ms in zip(works, costs, each_ms, strict=True)]
    cells.append(("exponent", exponent(sizes, costs), ""))
    yield Table(
        "Copies of a list, with the register and a file for a printer", ("copies", "CPU, memory", "ms each"), cells
    )


if __name__ == "__main__":
    folder, what, number = sys.argv[1:]
    if what == "each":
        print(json.dumps(each(Path(folder), int(number))))
    else:
        many(Path(folder), int(number))
