/** The command line, a class a command. Turns every failure into one line and an exit code. */
package io.ringmain.gateway.cli;
