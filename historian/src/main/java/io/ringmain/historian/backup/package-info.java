/** Backups of a whole data folder, made while its site runs, and their way back. */
package io.ringmain.historian.backup;
