/** Small files that are whole or not there. Knows nothing of what is in them. */
package io.ringmain.historian.files;
