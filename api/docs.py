"""The description of /api: OpenAPI as JSON, and the same as a page that needs no script and no network."""

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse

from api.deps import HomeDep, LangDep
from api.errors import MEDIA
from api.templates import render
from graph.texts import text

router = APIRouter()

_WORDS = ("title", "openapi", "parameter", "where", "kind", "meaning", "answer", "required", "body")


@router.get("/api/docs")
def page(request: Request, lang: LangDep, province: HomeDep) -> HTMLResponse:
    document = request.app.openapi()
    return HTMLResponse(
        render(
            "docs.html", lang=lang, path=request.url.path, query=request.url.query, province=province,
            words={name: text(f"docs.{name}", lang) for name in _WORDS}, about=[part.split("`") for part in document["info"]["description"].split("\n\n")], version=document["info"]["version"], operations=_operations(document),
        )
    )  # fmt: skip


def complete(app: FastAPI) -> None:
    """Have `app.openapi()` say problem+json where problems are answered."""

    def openapi() -> dict[str, Any]:
        if not app.openapi_schema:
            document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            for operation in _all(document):
                for status, answer in operation["responses"].items():
                    if status >= "400" and "application/json" in answer.get("content", {}):
                        answer["content"] = {MEDIA: answer["content"]["application/json"]}
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = openapi


def _all(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in document["paths"].values() for operation in path.values()]


def _operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Each address with its words, parameters and an example of its answer."""
    return [
        {
            "id": operation["operationId"], "method": method.upper(), "path": path, "summary": operation["summary"],
            "description": operation.get("description", ""),
            "parameters": [_parameter(p) for p in operation.get("parameters", [])],
            "answer": _example(document, _answer(operation).get("application/json", {}).get("schema", {})),
            "formats": list(_answer(operation)), "body": _body(document, operation),
        }
        for path, ways in document["paths"].items()
        for method, operation in ways.items()
    ]  # fmt: skip


def _answer(operation: dict[str, Any]) -> dict[str, Any]:
    """What it answers when all is well, by media type."""
    return next(answer for status, answer in operation["responses"].items() if status < "300").get("content", {})


def _body(document: dict[str, Any], operation: dict[str, Any]) -> Any:
    """What is sent with it, as an example; None where nothing is."""
    content: dict[str, Any] = operation.get("requestBody", {}).get("content", {})
    return next(({media: _example(document, sent["schema"])} for media, sent in content.items()), None)


def _parameter(described: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = described["schema"]
    kinds = [s.get("type") for s in schema.get("anyOf", [schema]) if s.get("type") != "null"]
    return {
        "name": described["name"], "in": described["in"], "required": described.get("required", False),
        "kind": " | ".join(schema.get("enum", [])) or kinds[0], "default": schema.get("default"),
        "description": described.get("description") or schema.get("description", ""),
    }  # fmt: skip


def _example(document: dict[str, Any], schema: dict[str, Any]) -> Any:
    """An answer as it may look: the shape's own example, or one put together from its fields' examples."""
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "example" in schema:
        return schema["example"]
    if schema.get("type") == "array":
        return [_example(document, schema.get("items", {}))]
    if schema.get("type") == "object" and "properties" in schema:
        return {name: _example(document, field) for name, field in schema["properties"].items()}
    if choices := [one for one in schema.get("anyOf", []) if one.get("type") != "null"]:
        return None if "default" in schema or len(choices) < len(schema["anyOf"]) else _example(document, choices[0])
    return schema.get(
        "default", {"string": "", "integer": 0, "number": 0, "boolean": False, "object": {}}.get(schema.get("type", ""))
    )
