"""Resolution of generated partners: CPU seconds, growth and peak memory, each size in a process of its own."""

import json
import subprocess
import sys
from math import log

from tests.bench.loading import Figure

SIZES, AIM, EXPONENT = (10_000, 100_000), 60.0, 1.2
_ALONE = """
import json, sys, time
from graph.resolution.resolve import Resolution
from tests.bench.partners import partners
from tests.support import peak_mb
told = partners(int(sys.argv[1]))
before, started = peak_mb(), time.process_time()
found = Resolution(told)
print(json.dumps({"cpu": time.process_time() - started, "mb": peak_mb() - before,
                  "joined": len(told) - len(found.clusters), "pairs": len(found.judgements)}))
"""


def figures() -> list[Figure]:
    small, large = (alone(size) for size in SIZES)
    exponent = log(large["cpu"] / small["cpu"]) / log(SIZES[1] / SIZES[0])
    shown = [f"{size:,}: {said['cpu']:.1f} s CPU, {said['mb']:.0f} MB more, {said['joined']:,} joined, {said['pairs']:,} pairs"
             for size, said in zip(SIZES, (small, large), strict=True)]  # fmt: skip
    return [
        (
            f"resolution of {SIZES[1]:,} partners (CPU)",
            "none",
            f"the aim of {AIM:.0f} s",
            large["cpu"] / AIM,
            "; ".join(shown),
        ),
        (
            "resolution, growth exponent",
            "none",
            f"the aim of {EXPONENT}",
            exponent / EXPONENT,
            f"exponent {exponent:.2f}",
        ),
    ]


def alone(size: int) -> dict[str, float]:
    """What resolving so many partners takes: CPU seconds and MB over what the records take."""
    done = subprocess.run([sys.executable, "-c", _ALONE, str(size)], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)
