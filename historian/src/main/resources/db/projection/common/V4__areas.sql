-- The process area that an event belongs to, empty for none, and for what belongs to several.
ALTER TABLE events ADD COLUMN area VARCHAR(400) DEFAULT '' NOT NULL;
