package io.ringmain.historian.sql;

/**
 * What is done in one session. It may run several times, each time from its beginning with nothing left of the time before
 * in the database: so it must not count, send or collect outside of it.
 *
 * @param <T> what it answers
 * @param <X> what it throws of its own, which ends the transaction and is handed on
 */
@FunctionalInterface
public interface SqlWork<T, X extends Exception> {
    T run(Session session) throws X;
}
