/**
 * User machines from jars: read once, hashed, checked by their bytecode, then loaded each in a class loader of its own. May
 * touch files; nothing here runs in LOGIC.
 */
package io.ringmain.core.extension;
