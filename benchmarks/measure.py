"""What reading and deciding cost, beside PyYAML's own loader on the same bytes in the same run.

    python benchmarks/measure.py [STATEMENTS ...]
    python benchmarks/measure.py shapes [WORD ...]

For each size (1,000 and 10,000 statements unless named) a generated casebook is read and decided
in a fresh process, and loaded by `yaml.load(..., Loader=CSafeLoader)` in another. The second form
takes the shapes of `shapes.py` whose names hold one of the words, or all, each in two sizes, and
prints what deciding costs beside reading, and how that grows. Seconds are of the processor, so that
other work on the machine counts little; compare the ratios, not the seconds.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import write_casebook
from shapes import SHAPES

ROOT = Path(__file__).resolve().parents[1]
SIZES = (1_000, 10_000)


def main() -> None:
    """Print one block for each size, and how the cost grows from one to the next."""
    if sys.argv[1:2] == ["shapes"]:
        _measure_shapes(sys.argv[2:])
        return
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    totals = []
    with tempfile.TemporaryDirectory() as scratch:
        for size in sizes:
            folder = Path(scratch) / str(size)
            count = write_casebook(folder, size)
            ours, theirs = _measured("ours", folder), _measured("theirs", folder)
            totals.append(ours["cold"])
            _print(size, count, ours, theirs)
    for (smaller, less), (larger, more) in zip(
        zip(sizes, totals, strict=True), list(zip(sizes, totals, strict=True))[1:], strict=False
    ):
        print(f"{larger / smaller:.0f} times the statements cost {more / less:.1f} times as much")


def _measure_shapes(words: list[str]) -> None:
    for name, (write, sizes) in SHAPES.items():
        if words and not any(word in name for word in words):
            continue
        print(name)
        deciding = []
        for size in sizes:
            with tempfile.TemporaryDirectory() as scratch:
                folder = Path(scratch) / "shape"
                planted = write(folder, size)
                ours = _measured("ours", folder)
            deciding.append(ours["deciding"])
            ratio = ours["deciding"] / ours["reading"]
            print(
                f"  {size:,}: reading {ours['reading']:.2f} s, deciding {ours['deciding']:.2f} s,"
            )
            print(f"    deciding / reading = {ratio:.2f}, {ours['memory']:.0f} MB at most;")
            print(f"    {planted} conflicts planted, {ours['conflicts']:.0f} reported")
            if ours["undecided"]:
                print(f"    {ours['undecided']:.0f} parts undecided")
        print(f"  twice the size costs {deciding[1] / deciding[0]:.1f} times as much to decide")


def _print(size: int, count: int, ours: dict[str, float], theirs: dict[str, float]) -> None:
    print(f"{size:,} statements, {count / 1e6:.1f} MB")
    print(f"  reading  {ours['reading']:6.2f} s, {ours['read memory']:4.0f} MB at most")
    print(f"  deciding {ours['deciding']:6.2f} s, {ours['memory']:4.0f} MB at most")
    print(f"  cold run {ours['cold']:6.2f} s, with the start of Python and all imports")
    print(f"  yaml.load{theirs['loading']:6.2f} s, {theirs['memory']:4.0f} MB at most")
    for name in ("reading", "deciding", "cold"):
        print(f"  {name} / yaml.load = {ours[name] / theirs['loading']:.2f}")


def _measured(what: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", what, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def _one(what: str, folder: Path) -> dict[str, float]:
    return _ours(folder) if what == "ours" else _theirs(folder)


def _ours(folder: Path) -> dict[str, float]:
    from trialcheck.located_yaml import paused_garbage_collection
    from trialcheck.pipeline import Request, decided, open_casebooks

    with paused_garbage_collection():
        started = time.process_time()
        request = Request((folder,), ROOT / "rules")
        opened, problems = open_casebooks(request)
        assert not problems, problems[:3]
        read, memory = time.process_time(), _memory()
        results = [decided(case, request)[0] for case in opened]
        end = time.process_time()
    clashes = [f for result in results for f in result.findings if f.is_law]
    return {
        "reading": read - started,
        "deciding": end - read,
        "cold": end,
        "read memory": memory,
        "memory": _memory(),
        "conflicts": len(clashes),
        "undecided": sum(result.undecided for result in results),
    }


def _theirs(folder: Path) -> dict[str, float]:
    import yaml

    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))]
    started = time.process_time()
    loaded = [
        yaml.load(text, Loader=yaml.CSafeLoader) for text in texts
    ]  # all kept, as we keep ours
    assert len(loaded) == len(texts)
    return {"loading": time.process_time() - started, "memory": _memory()}


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(_one(sys.argv[2], Path(sys.argv[3]))))
    else:
        main()
