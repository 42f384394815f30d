"""Reading the elements of one activity: names by language, codes, dates and amounts, each with a remark where it is wrong."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from graph.names import nfc
from ingest.iati.activity import Names, Value
from ingest.iati.standard import ATTRIBUTES, CHILDREN, CODES, IGNORED, LANG
from ingest.problems import Problem, ValueProblem, problem
from ingest.readers.xml import Element, local_name, text_of
from ingest.values import parse_number

LONGEST_NAME = 500
LONGEST_TEXT = 4_000
_DAY = re.compile(r"(?:19|20|21)\d\d-\d\d-\d\d(?:Z|[+-]\d\d:\d\d)?")
_DECIMAL = re.compile(r"[+-]?(?:\d{1,20}(?:\.\d*)?|\.\d+)")
_MOST = 10**15
_CURRENCY = re.compile(r"[A-Z]{3}")


class Reading:
    """One activity being read: what it states for all its elements, and what was found wrong."""

    def __init__(self, activity: Element) -> None:
        self.language = _language(activity)
        self.currency = self._currency(activity.get("default-currency"))
        self.remarks: list[Problem] = []

    def remark(self, element: Element, where: str, found: Problem) -> None:
        self.remarks.append(found.at(row=element.sourceline, column=where))

    def names(self, element: Element | None, limit: int = LONGEST_NAME) -> Names:
        """The narratives of an element, the first of each language; text without narratives as well."""
        found: dict[str, str] = {}
        if element is None:
            return found
        for narrative in list(element.iterchildren("{*}narrative")) or [element]:
            if text := self.text(narrative, limit):
                found.setdefault(_language(narrative) or self.language, text)
        return found

    def text(self, element: Element | None, limit: int = LONGEST_NAME) -> str:
        text = text_of(element)
        text = text if text.isascii() else nfc(text)
        return text if len(text) <= limit else f"{text[: limit - 1]}…"

    def attribute(self, element: Element | None, name: str) -> str:
        return (element.get(name) or "").strip() if element is not None else ""

    def code(self, element: Element | None, name: str, codes: str) -> str:
        """A code of a list, "" where it is none of it: that is remarked."""
        said = self.attribute(element, name)
        if element is None or not said or said in CODES[codes]:
            return said
        self.remark(element, f"{local_name(element)}@{name}", problem("iati-code", said, codes=codes))
        return ""

    def day(self, element: Element | None, name: str = "iso-date") -> str:
        """ISO day; "" where there is none, or none that can be read: that is remarked."""
        said = self.attribute(element, name)
        if element is None or not said:
            return ""
        try:
            if _DAY.fullmatch(said):
                return date.fromisoformat(said[:10]).isoformat()
        except ValueError:
            pass
        self.remark(element, f"{local_name(element)}@{name}", problem("iati-date", said))
        return ""

    def value(self, element: Element | None) -> Value:
        """The `value` of a transaction or budget; its own currency goes before that of the activity."""
        if element is None:
            return Value(None, self.currency, "")
        currency = self._currency(element.get("currency")) or self.currency
        return Value(self._amount(element), currency, self.day(element, "value-date"))

    def percentage(self, element: Element) -> Decimal | None:
        """From 0 to 100."""
        said = self.attribute(element, "percentage").removesuffix("%").strip()
        if not said:
            return None
        if _DECIMAL.fullmatch(said) and 0 <= Decimal(said) <= 100:
            return Decimal(said)
        self.remark(element, f"{local_name(element)}@percentage", problem("percent-unreadable", said))
        return None

    def _amount(self, element: Element) -> Decimal | None:
        said = text_of(element)
        if not said:
            return None
        try:
            amount = Decimal(said) if _DECIMAL.fullmatch(said) else Decimal(str(parse_number(said)))
        except ValueProblem:
            amount = None
        if amount is None or abs(amount) > _MOST:
            parent = element.getparent()
            where = f"{local_name(parent)}/value" if parent is not None else "value"
            self.remark(element, where, problem("iati-amount", said))
            return None
        return amount

    def _currency(self, said: str | None) -> str:
        code = (said or "").strip().upper()
        return code if _CURRENCY.fullmatch(code) else ""


def unknown_parts(activity: Element) -> tuple[str, ...]:
    """What stands in an activity and is no part of the standard: "transaction/colour", "sector@weight"."""
    found: dict[str, None] = {}
    _walk(activity, local_name(activity), found)
    return tuple(found)


def _walk(element: Element, tag: str, found: dict[str, None]) -> None:
    found.update(dict.fromkeys(_strange(tag, tuple(map(str, element.keys())))))
    known = CHILDREN[tag]
    for child in element.iterchildren("*") if len(element) else ():
        name = local_name(child)
        if name in known:
            _walk(child, name, found)
        elif name not in IGNORED.get(tag, ()):
            found[f"{tag}/{name}"] = None


@lru_cache(maxsize=4096)
def _strange(tag: str, attributes: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the attributes of an element that the standard does not know."""
    return tuple(f"{tag}@{a.rpartition('}')[2]}" for a in attributes if a not in ATTRIBUTES[tag] and a != LANG)


def _language(element: Element) -> str:
    said = element.get(LANG)
    return said.strip().lower().partition("-")[0] if said else ""
