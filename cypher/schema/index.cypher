// Make nodes of a label quick to find by a property that many may share.
CREATE INDEX %name% IF NOT EXISTS FOR (n:%label%) ON (n.%property%)
