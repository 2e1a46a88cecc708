/** Type {@code mqtt}: topics as tags, writes and changes of tags as messages. JSON is read and written here with Jackson. */
package io.ringmain.connectors.mqtt;
