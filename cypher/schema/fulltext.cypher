// Index the folded names of entities by word, under the name that the embedded engine gives the same index.
CREATE FULLTEXT INDEX `Entity[search]` IF NOT EXISTS FOR (n:Entity) ON EACH [n.search]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}
