// Make one id impossible twice under a label; the index behind it is what every lookup by id uses.
CREATE CONSTRAINT %name% IF NOT EXISTS FOR (n:%label%) REQUIRE n.%property% IS UNIQUE
