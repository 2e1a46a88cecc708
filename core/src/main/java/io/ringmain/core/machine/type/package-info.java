/**
 * The kinds of machines that are built in. They use what any machine may use: the declaration, the step context, and nothing
 * else.
 */
package io.ringmain.core.machine.type;
