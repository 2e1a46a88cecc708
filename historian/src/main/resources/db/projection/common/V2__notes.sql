-- What is noted besides commands, how often it happened, and which part of a machine was set.
ALTER TABLE audit ADD COLUMN item VARCHAR(250) DEFAULT '' NOT NULL;
ALTER TABLE audit ADD COLUMN times INTEGER DEFAULT 1 NOT NULL;
