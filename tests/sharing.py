"""How workers share the tests: what needs one engine with one graph goes to one worker, so that each is begun once a run.

Given whole files, every worker begins every engine that some file of its needs, and loads the sample into each. So the tests of one
engine are one unit of work; all others go by files.
"""

from xdist.scheduler.loadscope import LoadScopeScheduling

ENGINES = ("neo4j", "embedded")
ALONE = ("tests/faults/", "tests/unit/", "tests/test_")


class ByEngine(LoadScopeScheduling):
    """Files whole, but for tests of the shared engines: all of an engine's are one unit of work."""

    def _split_scope(self, nodeid: str) -> str:
        return scope(nodeid)


def scope(nodeid: str) -> str:
    """The unit of work of a test: its engine where it runs on a shared one, else its file."""
    file, _, test = nodeid.partition("::")
    if file.startswith(ALONE):
        return file
    return next((engine for engine in ENGINES if f"[{engine}" in test), file)
