"""What a question means: one closed, typed plan between words and Cypher.

The grammar makes it, the answering reads it, a follow-up changes it, a page shows it as sentence and chips. It holds
codes of the closed vocabulary and ids of things that exist; no Cypher, no text of the asker but what is looked up as a
value. All conditions of a plan hold together. The members of one tuple are alternatives, but those of `periods`, `parties`,
`has`, `lacks`, `outside` and `but_not`, which must all hold. Each field falls back to "not asked": no condition at all, never a guess.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Ask = Literal["list", "count", "sum", "path", "introduce", "compare", "when", "describe", "gaps"]
"""list: the things themselves. count: how many. sum: `measure` added up. path: how the two of `about` are connected.
introduce: who of ours knows or has met someone at `about[0]`. compare: `measure` for each side of `compare`. when: the
date `date` of what the conditions select. describe: the card of `about[0]`. A list, count or when with `about` is of these very things. gaps: the findings named by `gaps`."""

Of = Literal[
    "organisations", "aid", "twins", "agreements", "delegations", "people", "needs", "associations", "unions",
    "businesses", "investments", "events", "statistics", "policies", "documents", "countries", "places", "sectors",
    "connections", "anything",
]  # fmt: skip
"""What one row of the answer is.

organisations: anything that can fund or sign, narrowed by `types`. aid: aid items. twins: the places twinned with (kind
twinning only). agreements: agreements of any kind. delegations. people: persons with their posts. needs: the wish list.
associations: friendship associations. unions: unions of friendship organisations. businesses: companies. investments:
investment projects. events: also anniversaries. statistics: reported figures. policies, documents, countries, places
(provinces and localities), sectors: themselves. connections: of path and introduce. anything: of describe and gaps, and
of `when` with the date of last contact."""

Role = Literal["funder", "implementer", "recipient", "manager", "approver", "active", "based", "related", "any"]
"""An organisation's part in aid; `active` is at work in the place or sector in any of these parts, or by WORKS_IN,
WORKS_IN_SECTOR; `based` has its seat there; `related` has relations there (RELATES_TO) or is active; `any` is any tie."""

Part = Literal[
    "funder", "implementer", "recipient", "manager", "approver", "investor", "owner", "partner", "leader", "member",
    "host", "met", "from", "to", "post", "parent", "proposer", "subject", "acquaintance", "any",
]  # fmt: skip
"""What the named thing of a `Party` is to the row: partner: the other side of a twinning, agreement or association;
leader, member (JOINED), host, met, from, to: of a delegation or event; post: where a person has it; parent: the union or
organisation it is a member or part of; proposer: of a need or policy; subject: what a statistic, event, policy or
document is about; acquaintance: whom a person KNOWS or met; any: any direct tie."""

Thing = Literal[
    "funder", "implementer", "licence", "twin", "agreement", "association", "embassy", "aid", "delegation", "contact",
    "result", "follow_up", "need", "investment", "post", "amount", "disbursement", "coordination", "event",
]  # fmt: skip
"""What a row may be asked to have or to lack; a period meaning `contacted` bounds "contact", `held` "delegation"."""

Kind = Literal[
    "project", "programme", "non-project", "relief",  # of aid
    "twinning", "friendship", "memorandum", "cooperation",  # of agreements
    "bilateral", "multilateral", "thematic", "overseas liaison",  # of associations
    "embassy", "consulate", "office",  # of missions
    "anniversary", "yearly", "training", "seminar", "congress", "campaign", "broadcast", "exchange", "national day", "relations",  # of events
    "overseas owner",  # of businesses and investments: owned by overseas Vietnamese
    "province", "commune", "foreign city",  # of places
]  # fmt: skip
"""The codes that sources give `kind`. Of events, `relief` is a kind too; `national day` and `relations` are the yearly
days of countries (Country.national_day, relations_since), asked beside the events on record; `yearly` ones come every year."""

Status = Literal[
    "pipeline", "approved", "under way", "completed", "cancelled",  # of aid; under way is read on the asking day
    "open", "matched", "funded", "closed",  # of needs
    "active", "inactive", "prospective",  # of NGOs
    "drafted", "submitted", "rejected", "expired",  # of policies, beside approved
    "planned", "past",  # of delegations and events: begin after, or before, the asking day
    "current", "former",  # of posts and members
]  # fmt: skip

Date = Literal[
    "signed", "expires", "started", "ended", "approved", "founded", "held", "licence_issued", "licence_expires",
    "national_day", "relations_since", "last_contact", "post_since", "post_until",
]  # fmt: skip
"""Which date `when` asks for. `held`: when delegations or events take place; `started`, `ended`: of aid."""

Meaning = Literal[
    "overlaps", "now", "started", "ended", "approved", "signed", "expires", "founded", "held", "contacted",
    "licence_issued", "licence_expires", "published", "proposed", "related",
]  # fmt: skip
"""What must fall into a period. overlaps: what is asked for was under way at some time of it. now: under way on the asking
day and approved. held: a delegation or event begins in it. proposed: the year of a need. published: of documents, the
period of a statistic or the year of a policy. related: the relations with an organisation began in it. The others: that date lies in it, a date known to month or year as its span."""

Measure = Literal["money", "committed", "disbursed", "capital", "sought", "members", "count", "share"]
"""money: committed and disbursed, apart. Always by currency; USD only beside. share: disbursed in percent of committed."""

Axis = Literal[
    "sector", "place", "country", "region", "year", "funder", "implementer", "kind", "type", "status", "licence",
    "direction", "investor", "union", "month",
]  # fmt: skip
Detail = Literal[
    "money", "licence", "contact", "leader", "members", "host", "results", "follow_up", "purpose", "parties", "post",
    "languages", "sectors", "places", "status", "dates", "items", "funders", "implementer", "country", "capital",
]  # fmt: skip
"""A column that was asked for by name; answers always show what they show, these beside or first."""

Gaps = Literal["coordination-gaps", "partnership-opportunities", "both", "need-gaps"]
"""need-gaps: what is missing in a sector: the needs that nobody meets."""
Tag = Literal["strategic", "traditional", "neighbouring", "asean"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Named(_Part):
    """A thing that exists: id, type as in the model, names for the sentence."""

    id: str = Field(max_length=200)
    type: str = Field(max_length=40)
    vi: str = Field(max_length=600)
    en: str = Field(max_length=600)

    def name(self, lang: str) -> str:
        return self.vi if lang == "vi" else self.en


class Place(Named):
    """A place as asked: with all that lies in it and, if a province, what it absorbed. `ours`: said as "our province".

    The id of a former province means the former area only.
    """

    ours: bool = False


class Home(_Part):
    """Where an organisation, funder, investor, delegation or partner comes from: any of these countries, of the UN M49
    `regions` ("150" Europe) or of the groups `tags`; `outside`: from none of them. For aid the home of a funder."""

    countries: tuple[Named, ...] = ()
    regions: tuple[Literal["002", "009", "019", "142", "150"], ...] = ()
    tags: tuple[Tag, ...] = ()
    outside: bool = False


class Span(_Part):
    """ISO days, both included; an absent end is open."""

    since: str | None = Field(None, pattern=r"^\d{4}-\d\d-\d\d$")
    until: str | None = Field(None, pattern=r"^\d{4}-\d\d-\d\d$")


class Period(Span):
    """A condition on time. Of `now` both ends are the asking day."""

    meaning: Meaning = "overlaps"


class LicenceIs(_Part):
    """The licence (QUESTIONS 7), in the asked places. held: one on record, whatever its state. valid counts the expiring
    too, `on` a day, month or year (the asking day), in `places` where they are said of the licence itself. expiring: valid and ends within `days`. lapsed: no valid one, whether expired or never had. `form` as coded."""

    state: Literal["valid", "expiring", "expired", "none", "held", "lapsed"]
    days: int | None = Field(None, ge=0, le=36500)
    form: Literal["operation", "representative", "project office"] | None = None
    on: str | None = Field(None, pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")
    places: tuple[Place, ...] = ()


class AgreementIs(_Part):
    """The state of an agreement or twinning (QUESTIONS 8). dormant: in force, nothing recorded for over `months` (24).
    expiring: in force and ends within `days` (90)."""

    state: Literal["in force", "dormant", "expiring", "ended", "proposed", "renewed"]
    days: int | None = Field(None, ge=0, le=36500)
    months: int | None = Field(None, ge=0, le=1200)


class ButNot(_Part):
    """What a row must not be or do: have this `role` (none said: any part in aid) in aid of these kinds, or be in these
    sectors and places, in these periods. It is out where all that is said holds of it together."""

    role: Role | None = None
    kinds: tuple[Kind, ...] = ()
    sectors: tuple[Named, ...] = ()
    places: tuple[Place, ...] = ()
    periods: tuple[Period, ...] = ()


class Party(_Part):
    """A named thing with its part; several of a plan must all hold. `absent`: the row must not have it."""

    part: Part
    thing: Named
    absent: bool = False


class Whose(_Part):
    """Not the rows are asked for but who has this part in them (who led the delegations), of these types where any are said."""

    part: Part
    types: tuple[str, ...] = ()


class Amount(_Part):
    """Bounds of an amount: of the item, need or investment of the row; of an organisation the total it gave that the
    other conditions leave, or how many items (count); of an association its members (currency absent). `strict`: the bounds themselves are out."""

    measure: Measure = "money"
    least: float | None = None
    most: float | None = None
    strict: bool = False
    currency: str | None = Field(None, pattern=r"^[A-Z]{3}$")


class Order(_Part):
    """`by` money measures, a date, the name, or how many rows a group or thing has."""

    by: Literal[
        "money", "committed", "disbursed", "capital", "sought", "members", "count", "date", "expiry", "contact", "name"
    ]
    descending: bool = True


class Compare(_Part):
    """Two or more sides on one axis; the other conditions of the plan hold for each of them. `part`: what the sides of the
    axis entity are, as in `Party`. The meaning of `years` is that of the plan's period."""

    axis: Literal["place", "country", "sector", "year", "entity"]
    sides: tuple[Named, ...] = ()
    years: tuple[int, ...] = ()
    part: Part | None = None


class Plan(_Part):
    """A question as read.

    `places`: where: what is asked for lies, works, is valid or takes place in any of them; of twins, agreements and
    delegations the Vietnamese side or host. `outside`: it must not be in any of these. `home`: see Home; of twins and
    agreements the partner's country, of delegations whence an inbound one came or whither an outbound one went.
    `title`: words of a post ("chủ tịch"), `topic`: what a statistic measures, a code of words/topics.toml; `field`: folded
    words a business field or free purpose must hold. `languages`: ISO codes a person speaks. `about`: see Ask. `proposed`: a
    language model read the question; the mark stays with the plan. `currency`: only what is stated in it.
    """

    ask: Ask
    of: Of
    types: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    role: Role | None = None
    sectors: tuple[Named, ...] = ()
    places: tuple[Place, ...] = ()
    outside: tuple[Place, ...] = ()
    but_not: tuple[ButNot, ...] = ()
    home: Home | None = None
    licence: LicenceIs | None = None
    agreement: AgreementIs | None = None
    periods: tuple[Period, ...] = ()
    parties: tuple[Party, ...] = ()
    amount: Amount | None = None
    status: tuple[Status, ...] = ()
    direction: Literal["inbound", "outbound", "domestic", "away"] | None = None
    has: tuple[Thing, ...] = ()
    lacks: tuple[Thing, ...] = ()
    title: str | None = Field(None, max_length=200)
    field: str | None = Field(None, max_length=200)
    languages: tuple[str, ...] = ()
    topic: str | None = Field(None, max_length=60)
    about: tuple[Named, ...] = ()
    whose: Whose | None = None
    currency: str | None = Field(None, pattern=r"^[A-Z]{3}$")
    date: Date | None = None
    measure: Measure | None = None
    group: Axis | None = None
    compare: Compare | None = None
    gaps: Gaps | None = None
    show: tuple[Detail, ...] = ()
    order: Order | None = None
    limit: int | None = Field(None, ge=1, le=1000)
    proposed: bool = False


class Choice(_Part):
    """Words that name several things: all are offered, none is taken. The asker's pick goes back as `chosen`."""

    words: str
    options: tuple[Named, ...]


class Reading(_Part):
    """What became of a text.

    Understood: `plan`, and nothing else. Otherwise nothing may be answered: `half` is the plan of what was understood (may
    be absent), `unknown` the words that carry meaning and were not, `choices` ambiguous names, `refusal` the reason key:
    "empty", "too_long", "command", "out_of_scope", "nonsense", "unclear".
    """

    plan: Plan | None = None
    half: Plan | None = None
    unknown: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    refusal: Literal["empty", "too_long", "command", "out_of_scope", "nonsense", "unclear"] | None = None

    @property
    def understood(self) -> bool:
        return self.plan is not None
