/** Pages as PDF and pictures, by headless browsers on this machine. */
package io.ringmain.gateway.render;
