// Has anything been written since? Every transaction that changes what is known adds a random number to the stamp.
MATCH (c:Change)
RETURN count(c) AS marks, coalesce(sum(c.n), 0) AS stamp
