-- Whether the user has proved by the password again who they are: 0 or 1.
ALTER TABLE audit ADD COLUMN is_signed INTEGER DEFAULT 0 NOT NULL;
