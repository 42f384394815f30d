// Acknowledge a batch in the transaction that writes it: a resumed run skips what is acknowledged.
CREATE (b:Batch {id: $id, run: $run, number: $number, records: $records, written: $written, unchanged: $unchanged})
