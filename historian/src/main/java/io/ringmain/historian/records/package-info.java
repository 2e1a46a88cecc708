/**
 * What people look up of the journal, in tables of the SQL schema {@code projection}: alarm occurrences with their
 * transitions, events, the operators' log book, the audit. A copy, in one transaction with how far it has come.
 */
package io.ringmain.historian.records;
