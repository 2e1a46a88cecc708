/** Every operation, every role, every area: what is decided, against one table of what was promised. */
package io.ringmain.gateway.matrix;
