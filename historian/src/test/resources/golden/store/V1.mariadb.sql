CREATE TABLE `schema_history` (
  `installed_rank` int(11) NOT NULL,
  `version` varchar(50) DEFAULT NULL,
  `description` varchar(200) NOT NULL,
  `type` varchar(20) NOT NULL,
  `script` varchar(1000) NOT NULL,
  `checksum` int(11) DEFAULT NULL,
  `installed_by` varchar(100) NOT NULL,
  `installed_on` timestamp NOT NULL DEFAULT current_timestamp(),
  `execution_time` int(11) NOT NULL,
  `success` tinyint(1) NOT NULL,
  PRIMARY KEY (`installed_rank`),
  KEY `schema_history_s_idx` (`success`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `schema_history` VALUES (1,'1','users','SQL','V1__users.sql',-1565046367,'admin','2026-11-21 09:52:53',21,1);
CREATE TABLE `users` (
  `name` varchar(64) NOT NULL,
  `role` varchar(64) NOT NULL,
  `password_hash` varchar(512) NOT NULL,
  `created_at` bigint(20) NOT NULL DEFAULT 0,
  `password_changed_at` bigint(20) NOT NULL DEFAULT 0,
  `disabled` tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO `users` VALUES ('admin','administrator','$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHQ$aGFzaGhhc2g',1763633000123,1763633000123,0);
INSERT INTO `users` VALUES ('gone','guest','x',0,0,1);
INSERT INTO `users` VALUES ('Ädil','operator','hash\'with quote',1763633000124,1763719400000,0);
