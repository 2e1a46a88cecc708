/** The assembled core: recovery, connectors, clock, commands, status. */
package io.ringmain.core.plant;
