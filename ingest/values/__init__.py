"""What officers write in cells -> dates, numbers, money, lists, shares.

Every parser takes a cell's value (text, number or date), returns a plain value and raises ValueProblem,
whose problem has a code, a message and a remedy in Vietnamese and English.
"""

from ingest.values.dates import Period, parse_date, parse_period
from ingest.values.lists import Share, split_acronym, split_amount, split_share, split_values
from ingest.values.money import Money, parse_money
from ingest.values.numbers import Quantity, is_blank, parse_degrees, parse_number, parse_percent, parse_quantity

__all__ = [
    "Money",
    "Period",
    "Quantity",
    "Share",
    "is_blank",
    "parse_date",
    "parse_degrees",
    "parse_money",
    "parse_number",
    "parse_percent",
    "parse_period",
    "parse_quantity",
    "split_acronym",
    "split_amount",
    "split_share",
    "split_values",
]
