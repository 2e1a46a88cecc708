/** Texts of the screens in further languages, as files in the site's folder. */
package io.ringmain.gateway.texts;
