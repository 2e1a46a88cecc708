/** What would have been with another configuration: recorded inputs executed against it, beside what was recorded. */
package io.ringmain.core.whatif;
