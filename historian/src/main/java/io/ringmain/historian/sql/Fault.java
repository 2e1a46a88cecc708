package io.ringmain.historian.sql;

/**
 * What a {@link DatabaseException} is made of.
 *
 * @param message for people, without secrets
 * @param cause without secrets, may be null
 */
record Fault(String operation, String sqlState, String message, Throwable cause) {}
