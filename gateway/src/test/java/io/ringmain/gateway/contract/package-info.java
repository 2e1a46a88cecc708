/**
 * The description against the running server. An operation that is new needs a call in one of the tables, which must succeed;
 * what it must refuse whatever it does is tried by itself.
 */
package io.ringmain.gateway.contract;
