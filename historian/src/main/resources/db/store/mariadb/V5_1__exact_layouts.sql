-- TEXT ends just below 64 KiB here. Names that differ in case are different names, here as elsewhere.
ALTER TABLE layouts CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE layouts MODIFY document MEDIUMTEXT NOT NULL;
