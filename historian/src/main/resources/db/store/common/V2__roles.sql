-- Roles made of permissions, and where users may change things. An empty area: everywhere.
ALTER TABLE users ADD COLUMN must_change BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE user_areas (
    user_name VARCHAR(64)  NOT NULL,
    area      VARCHAR(100) NOT NULL,
    PRIMARY KEY (user_name, area)
);

CREATE TABLE custom_roles (
    name       VARCHAR(64) NOT NULL PRIMARY KEY,
    created_at BIGINT      NOT NULL DEFAULT 0
);

CREATE TABLE role_grants (
    role_name  VARCHAR(64)  NOT NULL,
    permission VARCHAR(40)  NOT NULL,
    area       VARCHAR(100) NOT NULL,
    PRIMARY KEY (role_name, permission, area)
);
