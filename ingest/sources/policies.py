"""Programmes, regulations and proposals: drafted, submitted, approved."""

from collections.abc import Iterator
from typing import ClassVar

from graph.things import Entity, Tie
from ingest.mentions import organization
from ingest.record import Record
from ingest.source import Source
from ingest.words import Words

STATUS = Words({
    "expired": "hết hiệu lực|bị thay thế|bãi bỏ|repealed|replaced",
    "approved": "đã phê duyệt|phê duyệt|ban hành|đã ban hành|có hiệu lực|đã thông qua|đang thực hiện|in force|issued",
    "rejected": "không phê duyệt|không thông qua|trả lại|returned",
    "submitted": "đã trình|trình|chờ phê duyệt|đang trình|pending",
    "drafted": "dự thảo|đang soạn thảo|đang xây dựng|soạn thảo|đang tham mưu|tham mưu|draft|đề xuất",
})  # fmt: skip


class Policies(Source):
    name = "policies"
    title: ClassVar = {"vi": "Chính sách, đề án", "en": "Policies"}
    order = 61
    required = ("title",)
    main = ("title",)

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        approved = record.date("approved")
        policy = record.thing(
            "Policy", record.need("title"), name_en=record.text("title_en"), year=record.text("year") or (approved or "")[:4] or None,
            status=record.word("status", STATUS) or ("approved" if approved else "drafted"), approved=approved,
            note=record.text("note"),
        )  # fmt: skip
        yield policy
        yield from (Tie("PROPOSES", organization(said), policy) for said in record.texts("submitted_by"))
        for said in record.texts("submitted_to"):
            authority = organization(said)
            yield Tie("SUBMITS_TO", policy, authority)
            if policy.properties["status"] == "approved":
                yield Tie("APPROVES", authority, policy, {"since": approved} if approved else {})
