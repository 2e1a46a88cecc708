/** Engineering units: what a site writes, what converts into what, and by which factor. Configuration and views only, never LOGIC. */
package io.ringmain.core.unit;
