/** The three stages over the ring and how many threads run them. */
package io.ringmain.core.pipeline;
