"""IATI activity files, version 2.0x: what donors, NGOs and agencies publish about their own aid."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from graph.store import Store
from graph.things import Entity, Tie
from ingest.iati.record import account_of, activity_records
from ingest.readers.head import Head
from ingest.record import Record
from ingest.source import WEB, FileSource


class IatiActivities(FileSource):
    name = "iati"
    title: ClassVar = {"vi": "Hoạt động viện trợ (IATI)", "en": "Aid activities (IATI)"}
    publisher = "IATI"
    url = "https://iatistandard.org"
    licence = "as stated by each publisher"
    rank = WEB
    order = 42  # after the union's own aid items
    endings = (".xml",)

    def fits(self, head: Head) -> bool:
        """By the root element; the old data store wraps the activities in a `result`."""
        wrapped = head.root == "result" and "<iati-activities" in head.text
        return head.root in ("iati-activities", "iati-activity", "iati-organisations") or wrapped

    def records(self, path: Path, store: Store) -> Iterator[Record]:
        """Activities, streamed. Raises FileProblem at once for organisation files and versions before 2.01."""
        return activity_records(path)

    def key(self, record: Record, about: Entity) -> str:
        """The activity; where somebody else than its owner reports it, the reporter too: two may report one activity."""
        activity = account_of(record)[0].activity
        reporter = activity.reporter.ref.casefold()
        owner = activity.identifier.casefold().startswith(reporter)
        return super().key(record, about) if owner else f"{super().key(record, about)}/{reporter}"

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        account, contacts = account_of(record)
        yield from account.things(contacts)
