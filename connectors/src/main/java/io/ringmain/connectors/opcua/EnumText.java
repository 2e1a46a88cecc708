package io.ringmain.connectors.opcua;

/** A value of an enumeration whose text is known: the number for numeric tags, the text for the others. */
record EnumText(int number, String text) {}
