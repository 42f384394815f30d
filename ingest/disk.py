"""What to say where the disk is full or a folder cannot be written."""

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from errno import EDQUOT, ENOSPC
from pathlib import Path

from graph.errors import DataUnwritable, DiskFull


@contextmanager
def written_to(folder: Path) -> Generator[None]:
    """What fails to be written to a folder inside raises DiskFull or DataUnwritable, which name it and say what to do."""
    try:
        yield
    except OSError as error:
        raise disk_problem(error, folder) from error


def disk_problem(error: OSError, folder: Path) -> DiskFull | DataUnwritable:
    """What to say when nothing could be written to a folder."""
    if disk_full(error):
        there = next(one for one in (folder, *folder.parents) if one.exists())
        free = shutil.disk_usage(there).free >> 20
        return DiskFull(path=folder, free=free, needed=free + 1)
    return DataUnwritable(path=folder, reason=error.strerror or type(error).__name__)


def disk_full(error: OSError) -> bool:
    return error.errno in (ENOSPC, EDQUOT)
