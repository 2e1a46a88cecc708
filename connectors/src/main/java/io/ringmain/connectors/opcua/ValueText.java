package io.ringmain.connectors.opcua;

import io.ringmain.core.tag.Quality;
import java.util.Base64;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.types.UaEnumeratedType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.XmlElement;

/** Values of the standard's types as text for tags of type string; numbers are none. Stateless. */
final class ValueText {
    private ValueText() {}

    /** Null when there is no text for it. */
    static String of(Object content) {
        if (content instanceof String text) {
            return text;
        }
        if (content instanceof LocalizedText localized) {
            return localized.text() == null ? "" : localized.text();
        }
        if (content instanceof EnumText named) {
            return named.text();
        }
        if (content instanceof UaEnumeratedType enumerated) {
            return enumerated.getName() == null ? Integer.toString(enumerated.getValue()) : enumerated.getName();
        }
        if (content instanceof DateTime time) {
            return VariantReader.isRepresentable(time) ? time.getJavaInstant().toString() : null;
        }
        if (content instanceof UUID guid) {
            return guid.toString();
        }
        if (content instanceof ByteString bytes) {
            return bytes.bytes() == null ? "" : Base64.getEncoder().encodeToString(bytes.bytes());
        }
        if (content instanceof QualifiedName name) {
            return name.toParseableString();
        }
        if (content instanceof NodeId id) {
            return id.toParseableString();
        }
        if (content instanceof ExpandedNodeId id) {
            return id.toParseableString();
        }
        if (content instanceof XmlElement xml) {
            return xml.getFragment() == null ? "" : xml.getFragment();
        }
        return content instanceof StatusCode code ? Quality.name(VariantReader.statusCode(code)) : null;
    }
}
