/** What projections of the journal share: following it, in a thread of their own, with a position that is the store's. */
package io.ringmain.historian.projection;
