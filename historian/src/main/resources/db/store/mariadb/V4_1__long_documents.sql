-- TEXT ends at 64 KiB here. Names that differ in case are different names, here as elsewhere.
ALTER TABLE jobs CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE job_keys CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE jobs MODIFY document MEDIUMTEXT NOT NULL;
