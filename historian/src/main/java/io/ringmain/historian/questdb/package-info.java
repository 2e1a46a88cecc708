/**
 * Samples in QuestDB: a copy of the journal's updates for trends and reports. The server runs beside, as a child or
 * somewhere else; the copy may be behind, down or deleted, and is made again from the journal.
 */
package io.ringmain.historian.questdb;
