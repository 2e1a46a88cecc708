/** Every parser of bytes from outside, fed with whatever a fuzzer comes upon. */
package io.ringmain.connectors.fuzz;
