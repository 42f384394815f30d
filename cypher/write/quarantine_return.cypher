// Records that a run had taken or spoken for wait again, unless a later reading of their list speaks for them.
MATCH (q:Quarantine {source: $source})
WHERE q.cleared = $run
SET q.cleared = $heir
