"""Boxes that may not overlap, found quickly through a grid."""

CELL = 160.0
LINE, LETTERS, MARK = 15.0, 20, 30.0

Size = tuple[float, float]


class Boxes:
    """Axis-parallel boxes, each given by its middle and its (width, height)."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[float, float, float, float]]] = {}

    def free(self, x: float, y: float, size: Size) -> bool:
        width, height = size
        for cell in self._touched(x, y, size):
            for other_x, other_y, other_width, other_height in self._cells.get(cell, ()):
                if 2 * abs(x - other_x) < width + other_width and 2 * abs(y - other_y) < height + other_height:
                    return False
        return True

    def add(self, x: float, y: float, size: Size) -> None:
        for cell in self._touched(x, y, size):
            self._cells.setdefault(cell, []).append((x, y, *size))

    @staticmethod
    def _touched(x: float, y: float, size: Size) -> list[tuple[int, int]]:
        half_width, half_height = size[0] / 2, size[1] / 2
        columns = range(int((x - half_width) // CELL), int((x + half_width) // CELL) + 1)
        rows = range(int((y - half_height) // CELL), int((y + half_height) // CELL) + 1)
        return [(column, row) for column in columns for row in rows]


def label_box(name: str, bold: bool = False) -> Size:
    """Room for a mark with its name below, in two lines of at most `LETTERS` letters, as `draw.js` writes it."""
    lines = 1 if len(name) <= LETTERS else 2
    letter = 7.6 if bold else 6.9
    return max(MARK, min(len(name), LETTERS) * letter) + 10, MARK + lines * LINE + 4
