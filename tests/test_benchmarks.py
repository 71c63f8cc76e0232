"""The harness: what it measures ends at its limits, and a wrong file is found."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from benchmarks import projects
from benchmarks.outputs import digests, missing_words, wrong_files
from benchmarks.processes import Cost, Limits, Stopped, Work, in_turn
from benchmarks.tables import exponent, ratio


def python(name: str, code: str, folder: Path) -> Work:
    return Work(name, [(sys.executable, "-c", code)], folder)


def test_cost_counts_children_and_the_largest_process(tmp_path: Path) -> None:
    child = f"import subprocess; subprocess.run([{sys.executable!r}, '-c', 'bytes(range(256)) * 400_000'])"
    cost = python("children", child, tmp_path).measure()
    assert 100 < cost.peak < 200
    assert cost.cpu > 0
    assert cost.wall > 0


def test_cost_counts_what_outlives_its_parent(tmp_path: Path) -> None:
    orphan = "import os, time; os.fork() and os._exit(0); end = time.process_time() + 0.3\nwhile time.process_time() < end: pass"
    assert python("orphan", orphan, tmp_path).measure().cpu > 0.3


def test_a_run_ends_at_its_limits_and_a_failure_is_said(tmp_path: Path) -> None:
    with pytest.raises(Stopped, match="> 0 s"):
        python("slow", "while True: pass", tmp_path).measure(Limits(seconds=0.3))
    with pytest.raises(Stopped, match="> 0 s"):
        python("idle", "import time; time.sleep(60)", tmp_path).measure(Limits(seconds=0.1))
    with pytest.raises(Stopped, match="> 50 MiB"):
        large = "import time; held = bytearray(200_000_000); time.sleep(60)"
        python("large", large, tmp_path).measure(Limits(mebibytes=50))
    with pytest.raises(Stopped, match="fails with status 3: no"):
        python("failing", "import sys; print('no', file=sys.stderr); sys.exit(3)", tmp_path).measure()


def test_works_run_in_turn_and_one_that_stops_does_not_stop_the_others(tmp_path: Path) -> None:
    def writes(name: str) -> Work:
        return python(name, f"print({name!r}, file=open('log', 'a'), end='')", tmp_path)

    results = in_turn([writes("a"), python("wrong", "1 / 0", tmp_path), writes("b")], 3)
    assert (tmp_path / "log").read_text() == "abbaba"
    assert [isinstance(result, Cost) for result in results.values()] == [True, False, True]
    assert list(results) == ["a", "wrong", "b"]


def test_the_exponent_leaves_out_what_every_run_costs() -> None:
    sizes = (15, 150, 1_500, 15_000)
    linear = [Cost(0.7 + size / 500, 0, 0) for size in sizes]
    quadratic = [Cost(0.7 + size**2 / 5000, 0, 0) for size in sizes]
    assert exponent(sizes, linear) == "1.00"
    assert 1.9 < float(exponent(sizes, quadratic)) < 2.0
    assert exponent(sizes, [*linear[:3], "> 120 s"]) == "1.00"
    assert exponent(sizes, [*linear[:2], "> 120 s", None]) == ""
    assert ratio(linear[0], "> 120 s") == ""


def test_a_missing_file_and_a_missing_word_are_found(tmp_path: Path) -> None:
    path = tmp_path / "town" / "en" / "memo.docx"
    path.parent.mkdir(parents=True)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "word/document.xml", '<w:t>One tic</w:t><w:t>ket</w:t><wp:docPr descr="Two towns &amp; more"/>'
        )
    assert missing_words(path, ["One", "ticket,", "towns"]) == []
    assert missing_words(path, ["ticket", "ticket"]) == ["ticket"]
    (tmp_path / "town-memo.words").write_text("ticket bridge")
    problems = list(wrong_files(tmp_path, tmp_path, ["town-memo.docx", "town-slides.md"]))
    assert problems == ["town-memo.docx lacks bridge", "town-slides.md is missing"]
    assert list(digests(tmp_path)) == ["town/en/memo.docx", "town-memo.words"]


@pytest.mark.parametrize(
    ("make", "number"),
    [(projects.with_proposals, 30), (projects.with_audiences, 5), (projects.with_languages, 4)],
    ids=["proposals", "audiences", "languages"],
)
def test_the_projects_that_grow_hold_as_many_as_they_should(make: object, number: int, tmp_path: Path) -> None:
    assert callable(make)
    content = make(tmp_path, number) / "content" / projects.PACK
    counts = {
        projects.with_proposals: len(projects.read(content / "pack.yaml")["proposals"]),
        projects.with_audiences: len(list((content / "audiences").iterdir())),
        projects.with_languages: len(list((content / "languages").iterdir())) + 1,
    }
    assert counts[make] == number


def test_a_word_changes_and_changes_back(tmp_path: Path) -> None:
    path = projects.audience_path(projects.first_project(tmp_path), projects.COPIED)
    original = path.read_bytes()
    projects.change_word(tmp_path)
    assert path.read_bytes() != original
    projects.change_word(tmp_path)
    assert path.read_bytes() == original
