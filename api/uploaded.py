"""An upload as programs and pages see it: where it stands, how far its load is, and what came of it."""

from datetime import UTC, datetime
from typing import Any, cast

from graph.days import day_of, minute_of
from graph.texts import text
from ingest.job import Jobs
from ingest.problems import Language, Problem
from ingest.report import Report, RunReport, describe
from ingest.source import all_sources
from ingest.upload import Task, Upload

Shaped = dict[str, Any]


def upload_shape(upload: Upload, lang: str) -> Shaped:
    """SURFACE's words: `state`, `files`, `progress`, `rehearsal`, `report`; sentences in `lang`."""
    task = upload.task
    return {
        "id": upload.id, "state": upload.state, "sent": upload.sent, "loaded": upload.loaded or None,
        "files": [{"name": one.name, "size": one.size, "source": one.source, "skip": one.skip} for one in upload.files],
        "problems": [problem_shape(p, lang) for p in upload.problems], "progress": _progress(task, lang) if task else None,
        "rehearsal": report_shape(upload.rehearsal, lang) if upload.rehearsal else None,
        "report": report_shape(upload.report, lang) if upload.report else None,
    }  # fmt: skip


def recent(jobs: Jobs) -> list[Shaped]:
    """The uploads that are kept, the latest first: what they are called, when they were sent, and where they stand."""
    return [
        {"id": one.id, "names": [sent.name for sent in one.files], "when": moment(one.sent), "state": one.state}
        for one in jobs.shelf.listed()
    ]


def moment(iso: str) -> dict[str, str]:
    """A moment on the clock of Viet Nam: its day as ISO, and hours and minutes."""
    return {"day": day_of(iso), "time": minute_of(iso)}


def report_shape(report: Report, lang: str) -> Shaped:
    """The runs of a report, each with the title of its list, and their sums."""
    runs = [_run(run, lang) for run in report.runs]
    names = ("read", "new", "changed", "unchanged", "quarantined", "closed")
    return {
        "dry_run": report.dry_run,
        "runs": runs,
        "total": {name: sum(run[name] for run in runs) for name in names},
        "fallen": any(note["code"] == "list-shrunk" for run in runs for note in run["notes"]),
    }


def _run(run: RunReport, lang: str) -> Shaped:
    return run.as_json(cast(Language, lang)) | {
        "title": title(run.source, lang) if run.source else None,
        "errors": [problem_shape(p, lang) for p in run.errors], "notes": [problem_shape(p, lang) for p in run.notes],
    }  # fmt: skip


def _progress(task: Task, lang: str) -> Shaped:
    share = min(task.read / task.expected, 0.99) if task.expected and task.read else None
    begun = datetime.fromisoformat(task.started) if task.started else None
    seconds = (datetime.now(UTC) - begun).total_seconds() if begun and task.alive else 0.0
    return {
        "dry_run": task.dry_run, "file": task.file or None, "files": task.files, "files_done": task.files_done,
        "read": task.read, "quarantined": task.quarantined, "expected": task.expected or None, "share": share,
        "said": _said(task, seconds, lang), "error": task.ended.get(lang),
    }  # fmt: skip


def _said(task: Task, seconds: float, lang: str) -> str:
    if not task.started:
        return text("upload.waiting_turn", lang)
    if not task.file:
        return text("upload.preparing", lang)
    words = [text("upload.read_so_far", lang, read=task.read, file=task.file)]
    if task.files > 1:
        words.append(text("upload.files_so_far", lang, n=min(task.files_done + 1, task.files), all=task.files))
    if task.quarantined:
        words.append(text("upload.bad_so_far", lang, n=task.quarantined))
    if seconds > 2 and task.read >= seconds:
        words.append(text("upload.rate", lang, n=round(task.read / seconds)))
    return " · ".join(words)


def title(source: str, lang: str) -> str:
    """What a list or format is called."""
    found = all_sources().get(source)
    return found.title[lang] if found else source


def problem_shape(problem: Problem, lang: str) -> Shaped:
    said = cast(Language, lang)
    return describe(problem, said) | {"where": problem.where(said)}
