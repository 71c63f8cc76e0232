"""Look for bytes with which a reader ends otherwise than it may, guided by what they make it do: `invoke fuzz`.

What was found lies in `.fuzz/`, with all that made a reader go another way, from which the next run goes on.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(".fuzz")
SLOWEST_S, MOST_MB, LONGEST = 10, 2_000, 20_000
"""An input that takes longer or more memory is a finding, too; none is longer than so many bytes."""
TRACED = ["briefpack", "markdown_it", "mdit_py_plugins", "docx", "babel"]


def try_all(seconds: str, names: str = "") -> None:
    """Try each reader in a process of its own; end at the first that fails."""
    from tests.hostile.targets import TARGETS

    chosen = names.split(",") if names else list(TARGETS)
    if unknown := set(chosen) - set(TARGETS):
        raise SystemExit(f"there is no reader “{unknown.pop()}”: {', '.join(TARGETS)}")
    for name in chosen:
        print(f"{name}: {seconds} s", flush=True)
        done = subprocess.run([sys.executable, "-m", "tests.hostile.fuzz", seconds, name, "alone"], check=False)
        if done.returncode:
            raise SystemExit(f"{name}: found something; it lies in {FOLDER}/")


def try_one(seconds: str, name: str) -> None:
    """Try one reader in this process, which libFuzzer then ends."""
    try:
        import atheris
    except ModuleNotFoundError:
        raise SystemExit("This needs the extra `fuzz`: pip install -e '.[fuzz]'") from None

    with atheris.instrument_imports(include=TRACED):
        from tests.hostile.targets import TARGETS
    target, corpus = TARGETS[name], FOLDER / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (corpus / f"seed-{number}").write_bytes(seed)
    limits = [f"-max_total_time={seconds}", f"-timeout={SLOWEST_S}", f"-rss_limit_mb={MOST_MB}", f"-max_len={LONGEST}"]
    shown = ["-verbosity=0", "-print_final_stats=1", f"-artifact_prefix={FOLDER}/found-{name}-"]
    atheris.Setup([sys.argv[0], *limits, *shown, str(corpus)], target.run)
    atheris.Fuzz()


if __name__ == "__main__":
    match sys.argv[1:]:
        case [seconds, name, "alone"]:
            try_one(seconds, name)
        case [seconds, *names]:
            try_all(seconds, *names)
