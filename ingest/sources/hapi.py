"""Tables of the humanitarian API (HAPI): operational presence, and the funding of appeals as reported figures."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from graph.store import Store
from graph.things import Entity, Tie
from ingest.presence.told import of_tables, row_key, told
from ingest.problems import problem
from ingest.readers.hapi import FUNDING, PRESENCE, hapi_tables, holds
from ingest.readers.head import Head
from ingest.record import Record
from ingest.source import WEB, FileSource

_PUBLISHER, _LICENCE = "HDX HAPI", "CC BY 4.0, or as its resource states"
_PERIOD = {"reference_period_start": "since", "reference_period_end": "until"}
_KEEP = {"has_hrp": "has_hrp", "in_gho": "in_gho", "dataset_hdx_id": "dataset", "resource_hdx_id": "resource"}
_PRESENCE = {
    "org_acronym": "org_short", "org_name": "org", "org_type_code": "org_type_code", "org_type_description": "org_type",
    "sector_code": "sector_code", "sector_name": "sectors", "location_code": "country_code", "location_name": "country",
    "admin1_code": "adm1_code", "admin1_name": "adm1", "provider_admin1_name": "adm1_said",
    "admin2_code": "adm2_code", "admin2_name": "adm2", "provider_admin2_name": "adm2_said",
    "admin_level": "admin_level", "warning": "note", "error": "note", **_PERIOD, **_KEEP,
}  # fmt: skip
_FUNDING = {
    "location_code": "country_code", "location_name": "country", "appeal_code": "appeal", "appeal_name": "name",
    "appeal_type": "kind", "requirements_usd": "requirements", "funding_usd": "funding", "funding_pct": "share",
    **_PERIOD, **_KEEP,
}  # fmt: skip
_MEASURES = {"requirements": "kinh phí kêu gọi", "funding": "kinh phí đã nhận"}


class OperationalPresence(FileSource):
    name = "hapi"
    title: ClassVar = {"vi": "Hiện diện hoạt động (HAPI)", "en": "Operational presence (HAPI)"}
    publisher, licence = _PUBLISHER, _LICENCE
    url = "https://hapi.humdata.org"
    rank = WEB
    order = 60
    endings = (".csv", ".xlsx")

    def fits(self, head: Head) -> bool:
        return any(holds(lines, PRESENCE) for lines in head.sheets)

    def records(self, path: Path, store: Store) -> Iterator[Record]:
        return of_tables(path, hapi_tables(path, self.name, PRESENCE, _PRESENCE))

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        record.ignore("admin_level", *_KEEP.values())
        return told(record)

    def key(self, record: Record, about: Entity) -> str:
        return row_key(record, about)


class AppealFunding(FileSource):
    name = "hapi_funding"
    title: ClassVar = {"vi": "Kinh phí lời kêu gọi nhân đạo (HAPI)", "en": "Funding of humanitarian appeals (HAPI)"}
    publisher, licence = _PUBLISHER, _LICENCE
    url = "https://hapi.humdata.org"
    rank = WEB
    order = 70
    endings = (".csv", ".xlsx")

    def fits(self, head: Head) -> bool:
        return any(holds(lines, FUNDING) for lines in head.sheets)

    def records(self, path: Path, store: Store) -> Iterator[Record]:
        return (Record([row]) for t in hapi_tables(path, self.name, FUNDING, _FUNDING) for row in t.rows)

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        """Each figure as reported: what was asked for and what was given, never added up."""
        record.ignore("country", "kind", "share", *_KEEP.values())
        country, appeal = record.country("country_code"), record.text("appeal") or record.need("name")
        values = {measure: value for field, measure in _MEASURES.items() if (value := record.number(field)) is not None}
        term = record.span("since", "until")
        if not country or not values:
            lacking = "requirements_usd" if country else "location_code"
            record.fault(_FUNDING[lacking], problem("value-missing", field=lacking))
            return
        said = {"subject": country.name, "unit": "USD", "period": "/".join(filter(None, term.values())) or None}
        for measure, value in values.items():
            figure = record.thing(
                "Statistic", f"{record.text('name') or appeal}: {measure}", measure=f"{measure} ({appeal})", value=value,
                as_of=term["until"], **said,
            )  # fmt: skip
            yield figure
            yield Tie("ABOUT_SUBJECT", figure, country)
