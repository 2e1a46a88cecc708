/** Relational storage: a pool, sessions and migrations. What is stored is the business of others. */
package io.ringmain.historian.sql;
