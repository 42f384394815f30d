"""Events: anniversaries, exchanges, trainings, seminars, campaigns, broadcasts, relief."""

from collections.abc import Iterator
from typing import ClassVar

from graph.reference import find_country, find_sector
from graph.things import Entity, Tie
from ingest.mentions import known, organization, somebody, unheard
from ingest.problems import problem
from ingest.record import Record
from ingest.reference import country_entity, sector_entity, site
from ingest.source import Source
from ingest.words import Words

KIND = Words({
    "anniversary": "kỷ niệm|lễ kỷ niệm|quốc khánh|mít tinh|ngày thành lập|commemoration|national day",
    "training": "tập huấn|đào tạo|bồi dưỡng|lớp học|training course",
    "seminar": "hội thảo|hội nghị chuyên đề|hội nghị|tọa đàm|nói chuyện chuyên đề|diễn đàn|conference|workshop|symposium|forum|talk",
    "congress": "đại hội|hội nghị tổng kết|họp|general meeting|congress|hội nghị thường niên",
    "campaign": "chiến dịch|phong trào|vận động|quyên góp|ký tên|chạy|tuần hành|diễu hành|petition|run|parade|fundraising",
    "broadcast": "truyền thông|phát thanh|truyền hình|tin bài|bản tin|talk show|communication|publication",
    "relief": "cứu trợ|từ thiện|ủng hộ|trao quà|viện trợ",
    "exchange": "giao lưu|gặp gỡ|văn hóa|triển lãm|festival|lễ hội|thể thao|cultural|exhibition|meeting|tiếp đoàn|thăm",
    "other": "khác",
})  # fmt: skip
RECURRING = Words({
    "yearly": "hằng năm|hàng năm|thường niên|mỗi năm|có|x|annual|annually|yes",
    "once": "một lần|không|no|one-off",
})  # fmt: skip


class Events(Source):
    name = "events"
    title: ClassVar = {"vi": "Sự kiện, hoạt động", "en": "Events"}
    order = 51
    required = ("title", "date")
    main = ("title",)

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        event = record.thing(
            "Event", record.need("title"), name_en=record.text("title_en"), kind=record.loose_word("kind", KIND),
            recurring=record.loose_word("recurring", RECURRING), participants=record.text("participants"),
            note=record.notes(**{"Liên quan": unheard(_free(record))}), **record.span("date", "end"),
        )  # fmt: skip
        yield event
        yield from (Tie("HOSTED", organization(said), event) for said in record.texts("host"))
        for said in record.texts("participants"):
            whom, posts = somebody(said)
            yield from (Tie("JOINED", one, event) for one in whom)
            yield from posts
        yield from (Tie("CONCERNS", event, about) for said in record.texts("concerns") for about in _subject(said))
        if where := record.text("place"):
            if place := site(where):
                yield Tie("TARGETS", event, place)
            else:
                record.warn("place", problem("place-unknown", where))
        for sector, share in record.sectors("sector"):
            yield Tie("IN_SECTOR", event, sector, {"percentage": share} if share is not None else {})


def _free(record: Record) -> list[str]:
    """What an event concerns beside countries, places and sectors."""
    return [said for said in record.texts("concerns") if not (find_country(said) or site(said) or find_sector(said))]


def _subject(said: str) -> list[Entity]:
    if country := find_country(said):
        return [country_entity(country)]
    if place := site(said):
        return [place]
    if sector := find_sector(said):
        return [sector_entity(sector)]
    return known(said, "Organization", "AidItem", "Agreement", "Policy", "Investment", "Person")
