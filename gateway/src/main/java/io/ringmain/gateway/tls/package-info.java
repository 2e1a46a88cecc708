/** Certificates and keys in PEM files: read, held against each other, and watched. Knows no server. */
package io.ringmain.gateway.tls;
