/** Reading what people type. Uses no other package. */
package io.ringmain.core.text;
