/** What people arrange on their screens, kept in the SQL store: trends, filters, settings, of their own and shared. */
package io.ringmain.gateway.layouts;
