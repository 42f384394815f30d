"""What can be set from outside: environment variables with the prefix AMITY_, nothing else."""

from ipaddress import ip_address
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import BadSettings


class Settings(BaseSettings):
    """Every setting, with its default. Unset `neo4j_uri` means the embedded engine in `data_dir`."""

    model_config = SettingsConfigDict(env_prefix="AMITY_", env_ignore_empty=True, extra="ignore", frozen=True)

    neo4j_uri: str | None = Field(None, description="bolt:// or neo4j:// address of your own Neo4j")
    neo4j_user: str = Field("neo4j", description="its user")
    neo4j_password: SecretStr = Field(SecretStr(""), description="its password")
    neo4j_database: str = Field("neo4j", description="its database")
    data_dir: Path = Field(
        default_factory=lambda: user_data_path("amity", appauthor=False),
        description="folder of the embedded engine, backups and reports",
    )
    province: str = Field("hai-phong", description="the province whose Union works here")
    lang: Literal["vi", "en"] | None = Field(None, description="language of the command line; else the locale's")
    host: str = Field("127.0.0.1", description="address the page is served on")
    port: int = Field(8000, ge=0, le=65535, description="its port; 0 takes any free one")
    access_token: SecretStr | None = Field(None, description="needed to serve on anything but this machine")
    upload_mb: int = Field(200, ge=1, description="the most that may be sent to the page at once, in MB")
    officer: str = Field("local", description="the name under which corrections are kept")
    model_url: str | None = Field(None, description="an OpenAI-compatible address that may help to read questions")
    model_name: str = Field("", description="which of its models")
    model_key: SecretStr | None = Field(None, description="its key")
    log: Literal["debug", "info", "warning", "error"] = Field("warning", description="how much is logged")

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, path: Path) -> Path:
        return path.expanduser().absolute()

    @field_validator("neo4j_uri")
    @classmethod
    def _a_scheme_we_speak(cls, uri: str | None) -> str | None:
        if uri and uri.partition("://")[0] not in ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"):
            raise ValueError("must begin with bolt:// or neo4j:// (or +s, +ssc)")
        return uri

    @field_validator("model_url")
    @classmethod
    def _over_http(cls, url: str | None) -> str | None:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return url

    @model_validator(mode="after")
    def _no_open_door(self) -> "Settings":
        if not self.loopback and not self.access_token:
            raise ValueError(f"AMITY_HOST {self.host} is reachable by others: set AMITY_ACCESS_TOKEN as well")
        return self

    @property
    def aliases(self) -> Path:
        """Where officers keep names they know to be one partner's."""
        return self.data_dir / "aliases.csv"

    @property
    def loopback(self) -> bool:
        """True if only this machine can reach the page."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def load_settings(**given: object) -> Settings:
    """The settings of the environment, `given` before them. Raises BadSettings naming the variables at fault."""
    try:
        return Settings(**given)  # pyright: ignore[reportArgumentType]
    except ValidationError as problem:
        faults = problem.errors(include_input=False, include_url=False)
        names = sorted({"AMITY_" + str(f["loc"][0]).upper() if f["loc"] else "AMITY_HOST" for f in faults})
        said = "; ".join(f["msg"].removeprefix("Value error, ") for f in faults)
        raise BadSettings(names=", ".join(names), problem=said) from None
