/**
 * What Ringmain adds to every site by itself: tags that show the connectors, and machines for what they acquire. A pure
 * function of the site and of what its connectors' providers say; applied wherever a site is read or changed.
 */
package io.ringmain.core.system;
