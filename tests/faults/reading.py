"""Reads files to their end as a load does, without an engine, in a process of its own: `python -m tests.faults.reading FOLDER`.

Prints one line of JSON a file: name, statements told, problems met, seconds of work; the last line says how much memory it took.
"""

import faulthandler
import json
import sys
from pathlib import Path
from time import process_time

from ingest.files import Job, pieces
from ingest.problems import FileProblem, RowProblem
from tests.support import RecordingStore, peak_mb

SECONDS = 20
MAPPINGS = Path(__file__).parents[1] / "data" / "formats" / "mapping"


def read_to_the_end(path: Path) -> tuple[int, list[str]]:
    """How many statements a file makes, and the codes of what is wrong in it."""
    told, codes = 0, list[str]()
    with Job.of([path], None, mappings=MAPPINGS) as job:
        codes += [p.code for p in job.problems]
        for planned in job.planned:
            try:
                for piece in pieces(planned.path, None, RecordingStore(), job.mappings):
                    codes += [note.code for note in piece.notes]
                    for record in piece.records:
                        try:
                            told += len(piece.source.statements(record))
                        except RowProblem as error:
                            codes.append(error.problem.code)
                        record.finish()
            except FileProblem as error:
                codes.append(error.problem.code)
    return told, codes


def main(folder: Path) -> None:
    faulthandler.enable()
    for path in sorted(folder.iterdir()):
        print(json.dumps({"begun": path.name}), flush=True)
        faulthandler.dump_traceback_later(SECONDS, exit=True)  # a file that hangs ends the process, and shows where
        began = process_time()
        told, codes = read_to_the_end(path)
        faulthandler.cancel_dump_traceback_later()
        said = {
            "file": path.name,
            "told": told,
            "codes": sorted(set(codes)),
            "seconds": round(process_time() - began, 2),
        }
        print(json.dumps(said), flush=True)
    print(json.dumps({"peak_mb": peak_mb()}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
