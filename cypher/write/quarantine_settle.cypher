// Records that waited and were taken by this run; they stay, marked, for the day the run is taken back.
UNWIND $ids AS id
MATCH (q:Quarantine {id: id})
SET q.cleared = $run
