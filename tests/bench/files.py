"""Files as partners send them, made from a seed: the same aid items as CSV, workbook and IATI."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from openpyxl import Workbook

from tests.bench.lists import WORDS

HEAD = (
    "Mã dự án", "Tên dự án", "Nhà tài trợ", "Đơn vị thực hiện", "Lĩnh vực", "Địa bàn", "Cam kết (USD)",
    "Giải ngân (USD)", "Bắt đầu", "Kết thúc", "Tình trạng",
)  # fmt: skip
SECTORS = {"Y tế": "12220", "Giáo dục": "11220", "Môi trường": "41010", "Nông nghiệp": "31120"}
PLACES = ("Hải Phòng", "Quảng Ninh", "Nghệ An", "Hà Nội")
_IATI = """<iati-activity default-currency="USD"><iati-identifier>XM-DAC-0-{code}</iati-identifier>
<reporting-org ref="XM-DAC-0" type="21"><narrative>{funder}</narrative></reporting-org>
<title><narrative xml:lang="vi">{title}</narrative></title><description><narrative>{title}</narrative></description>
<participating-org role="1" type="21"><narrative>{funder}</narrative></participating-org>
<participating-org role="4" type="10"><narrative>{body}</narrative></participating-org>
<activity-status code="2"/><activity-date type="2" iso-date="{since}"/><activity-date type="3" iso-date="2025-12-31"/>
<recipient-country code="VN"/><location><name><narrative>{place}</narrative></name></location>
<sector vocabulary="1" code="{sector}"/>
<transaction><transaction-type code="2"/><transaction-date iso-date="{since}"/>
<value value-date="{since}">{committed}</value></transaction>
<transaction><transaction-type code="3"/><transaction-date iso-date="{since}"/>
<value value-date="{since}">{disbursed}</value></transaction></iati-activity>
"""


def items(count: int, seed: int = 7) -> Iterator[dict[str, str]]:
    dice = Random(seed)
    for n in range(count):
        committed = dice.randrange(10_000, 900_000)
        sector = dice.choice(list(SECTORS))
        yield {
            "code": f"VT-{n}", "title": f"Dự án {' '.join(dice.choices(WORDS, k=6))} {n} (mẫu)",
            "funder": f"Quỹ Số {dice.randrange(max(10, count // 25))} (mẫu)", "body": f"Sở Số {dice.randrange(40)} (mẫu)",
            "sector": SECTORS[sector], "sector_word": sector, "place": dice.choice(PLACES), "committed": str(committed),
            "disbursed": str(int(committed * dice.random())),
            "since": f"20{dice.randrange(15, 25)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 28):02}",
        }  # fmt: skip


def _row(item: dict[str, str]) -> list[str | int]:
    year, month, day = item["since"].split("-")
    return [
        item["code"], item["title"], item["funder"], item["body"], item["sector_word"], item["place"],
        int(item["committed"]), int(item["disbursed"]), f"{day}/{month}/{year}", "31/12/2025", "đang thực hiện",
    ]  # fmt: skip


def as_csv(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(HEAD) + "\n")
        file.writelines(",".join(map(str, _row(item))) + "\n" for item in items(count))
    return path


def as_workbook(path: Path, count: int) -> Path:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Viện trợ")
    sheet.append(HEAD)
    for item in items(count):
        sheet.append(_row(item))
    book.save(path)
    return path


def as_iati(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">\n')
        file.writelines(_IATI.format(**item) for item in items(count))
        file.write("</iati-activities>\n")
    return path


FORMATS = {"CSV": (as_csv, "vien-tro.csv"), "XLSX": (as_workbook, "vien-tro.xlsx"), "IATI": (as_iati, "vien-tro.xml")}
