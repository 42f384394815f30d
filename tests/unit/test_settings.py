"""Settings come from the environment alone, and say what is wrong with them."""

from pathlib import Path

import pytest

from graph.errors import BadSettings
from graph.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"AMITY_{name.upper()}", raising=False)


def test_without_any_setting_the_embedded_engine_of_this_user_serves_this_machine() -> None:
    settings = load_settings()
    assert (settings.neo4j_uri, settings.host, settings.loopback, settings.data_dir.name) == (
        None,
        "127.0.0.1",
        True,
        "amity",
    )


def test_the_environment_is_heard_and_the_empty_word_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMITY_NEO4J_URI", "neo4j+s://graph.example.org")
    monkeypatch.setenv("AMITY_DATA_DIR", "Hải Phòng/dữ liệu")
    monkeypatch.setenv("AMITY_ACCESS_TOKEN", "")
    settings = load_settings()
    assert settings.neo4j_uri == "neo4j+s://graph.example.org"
    assert settings.data_dir == Path.cwd() / "Hải Phòng" / "dữ liệu"
    assert settings.access_token is None


def test_what_is_given_outranks_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMITY_PORT", "9000")
    assert (load_settings().port, load_settings(port=9001).port) == (9000, 9001)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AMITY_NEO4J_URI", "http://localhost:7474"),
        ("AMITY_PORT", "eighty"),
        ("AMITY_PORT", "70000"),
        ("AMITY_LANG", "fr"),
        ("AMITY_HOST", "0.0.0.0"),
        ("AMITY_HOST", "amity.example.org"),
    ],
)
def test_a_bad_setting_is_named_in_both_languages(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings) as problem:
        load_settings()
    assert problem.value.exit_code == 2
    for lang in ("vi", "en"):
        assert name in problem.value.message(lang)
        assert "AMITY" in problem.value.message(lang)
        assert problem.value.remedy(lang)


def test_others_are_served_only_with_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMITY_ACCESS_TOKEN", "a-long-secret")
    settings = load_settings(host="0.0.0.0")
    assert not settings.loopback
    assert "a-long-secret" not in repr(settings)
