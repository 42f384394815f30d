"""What every file that is packed as a zip has in common: workbooks, documents, archives."""

import zipfile
import zlib

BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)
"""What reading a damaged archive may raise; the last two for methods of packing that nobody knows."""
RATIO_LIMIT = 200
"""How many times its packed size a part above `SMALL` may unpack to: lists of text reach 20."""
SMALL = 1 << 20


def swells(part: zipfile.ZipInfo) -> bool:
    """Whether a part was made to unpack to far more than it is."""
    return part.file_size > max(SMALL, RATIO_LIMIT * part.compress_size)
