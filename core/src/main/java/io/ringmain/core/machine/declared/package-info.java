/** Machines declared in a site file: checked, compiled to evaluators, and stepped like any other. */
package io.ringmain.core.machine.declared;
