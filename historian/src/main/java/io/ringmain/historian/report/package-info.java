/** Reports on a past span, made by executing the journal of that span again; they need neither a running site nor a database. */
package io.ringmain.historian.report;
