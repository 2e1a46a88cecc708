package io.ringmain.gateway.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.gateway.auth.Areas;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.auth.UserRecord;
import java.io.IOException;

/** Users and roles in JSON. No areas: everywhere. */
public final class UserView {
    private UserView() {}

    public static void write(JsonGenerator out, UserRecord user) throws IOException {
        out.writeStartObject();
        writeFields(out, user);
        out.writeEndObject();
    }

    /** Everything but the hash of the password. */
    public static void writeFields(JsonGenerator out, UserRecord user) throws IOException {
        out.writeStringField("name", user.name());
        out.writeStringField("role", user.role().label());
        writeAreas(out, user.areas());
        out.writeBooleanField("disabled", user.isDisabled());
        out.writeBooleanField("mustChange", user.mustChange());
    }

    public static void write(JsonGenerator out, Role role) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", role.label());
        out.writeBooleanField("builtIn", role.isBuiltIn());
        writeGrants(out, "permissions", role);
        out.writeEndObject();
    }

    /** What a role may do, and where. */
    public static void writeGrants(JsonGenerator out, String field, Role role) throws IOException {
        out.writeArrayFieldStart(field);
        for (var grant : role.grants().entrySet()) {
            out.writeStartObject();
            out.writeStringField("permission", grant.getKey().label());
            writeAreas(out, grant.getValue());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeAreas(JsonGenerator out, Areas areas) throws IOException {
        out.writeArrayFieldStart("areas");
        for (String area : areas.names()) {
            out.writeString(area);
        }
        out.writeEndArray();
    }
}
