"""What /api/v1/entities/{id}/merge and /unmerge take and answer."""

from pydantic import BaseModel, ConfigDict, Field

from api.shapes import Shape, example


class Absorb(BaseModel):
    """`absorb` is the id of what is merged into the entity; `anyway` although the two were judged different."""

    model_config = ConfigDict(extra="forbid")
    absorb: str = Field(min_length=1, max_length=200)
    reason: str = Field("", max_length=1000)
    anyway: bool = False


class Merged(Shape):
    """`survivor` answers for `absorbed` from now on. Counts of records and ties that were moved; `names` are those that
    the survivor did not bear before."""

    model_config = example(
        survivor="ngo-0a1b2c3d4e5f", absorbed="ngo-9f8e7d6c5b4a", claims=3, ties=5, names=["Cứu trợ Trẻ em (mẫu)"]
    )
    survivor: str
    absorbed: str
    claims: int
    ties: int
    names: list[str]


class Unmerged(Shape):
    """`restored` stands for itself again, apart from `survivor`; counts of records and ties that went back to it."""

    model_config = example(restored="ngo-9f8e7d6c5b4a", survivor="ngo-0a1b2c3d4e5f", claims=3, ties=5)
    restored: str
    survivor: str
    claims: int
    ties: int
