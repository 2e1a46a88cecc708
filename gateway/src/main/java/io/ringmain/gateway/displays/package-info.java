/** Displays as files in the site's folder: which there are, what may stand in them, how they change. */
package io.ringmain.gateway.displays;
