"""Where the rows of a JSON document are, told from its beginning."""

import re

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|([{}\[\]])|[^\s",:{}\[\]]+|[,:]')


def rows_at(text: str) -> str:
    """The dotted names that lead to the first array of objects in the one object that a document is; "" where it is an
    array itself, has none, or holds an object a line."""
    names: list[str] = []  # the name last met in each object that is open
    kinds: list[str] = []
    found, before = "", ""
    for token in _TOKEN.finditer(text):
        sign = token[2] or ""
        if not kinds and before:
            return ""  # another value behind the first one
        if sign == "{" and kinds and kinds == ["{"] * len(names) + ["["]:
            found = found or ".".join(names)
        if sign in ("{", "["):
            kinds.append(sign)
            names += [""] if sign == "{" else []
        elif sign and kinds:
            names = names[:-1] if kinds.pop() == "{" else names
        elif token[1] is not None and kinds[-1:] == ["{"] and before in ("{", ","):
            names[-1] = token[1]
        before = token[0]
    return found
