// Acknowledge a batch in the transaction that writes it: a resumed run writes only those again that had to refuse a record.
MERGE (b:Batch {id: $id})
SET b.run = $run, b.number = $number, b.refused = $refused,
    b.written = coalesce(b.written, $written), b.new = coalesce(b.new, $new), b.unchanged = coalesce(b.unchanged, $unchanged)
