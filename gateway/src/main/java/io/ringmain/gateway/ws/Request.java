package io.ringmain.gateway.ws;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.ringmain.core.ring.Command;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.command.AlarmDesk;
import io.ringmain.gateway.command.CommandDesk;
import io.ringmain.gateway.command.ShelfTimes;
import io.ringmain.gateway.view.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/** One message of a client. */
final class Request {
    /** Signs a command. */
    private static final String PASSWORD = "password";

    private static final int UUID_LENGTH = 36;
    private static final List<String> OPERATIONS =
            List.of("sub", "unsub", "write", "override", "release", "transition", "attribute", "ack");
    private static final List<String> TARGETS = List.of("tag", "alarm", "machine");
    private static final int MAX_ID_BITS = 256;

    private final JsonNode object;

    private Request(JsonNode object) {
        this.object = object;
    }

    static Request parse(Encoding encoding, byte[] message) throws IOException {
        JsonNode node = encoding.tree(message);
        if (!node.isObject()) {
            throw Problem.badRequest("an object is expected");
        }
        return new Request(node);
    }

    /** The number or text by which the reply is known; null when there is none. */
    JsonNode id() {
        JsonNode id = object.get("id");
        boolean isNumber =
                id != null && id.isIntegralNumber() && id.bigIntegerValue().bitLength() <= MAX_ID_BITS;
        return isNumber || id != null && id.isTextual() ? id : null;
    }

    /** The operation, for those who tell what was asked for. */
    String opOrNone() {
        String op = object.path("op").asText("");
        return "hello".equals(op) || OPERATIONS.contains(op) || alarmKind(op) != null ? op : "message";
    }

    /** What it is aimed at, empty when that is not said. */
    String target() {
        for (String key : TARGETS) {
            if (object.path(key).isTextual()) {
                return object.get(key).textValue();
            }
        }
        return "";
    }

    String op() {
        return text("op");
    }

    /** @throws Problem when there are other keys than these, {@code id} and {@code op} */
    void only(String... keys) {
        List<String> known = List.of(keys);
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name) && !"id".equals(name) && !"op".equals(name)) {
                throw new Problem(
                        400,
                        "unknown-key",
                        "unknown key " + name + ", allowed: id, op" + (known.isEmpty() ? "" : ", ")
                                + String.join(", ", known));
            }
        }
    }

    JsonNode node(String key) {
        JsonNode node = object.get(key);
        return node == null || node.isNull() ? null : node;
    }

    String text(String key) {
        JsonNode node = node(key);
        if (node == null || !node.isTextual() || node.textValue().isEmpty()) {
            throw Problem.badRequest(key + ": a text is expected");
        }
        return node.textValue();
    }

    /** A list of texts. */
    List<String> texts(String key) {
        JsonNode list = node(key);
        if (list == null || !list.isArray()) {
            throw Problem.badRequest(key + ": a list of names and globs is expected");
        }
        List<String> texts = new ArrayList<>(list.size());
        for (JsonNode item : list) {
            if (!item.isTextual()) {
                throw Problem.badRequest(key + ": " + item + " is not a name");
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    /** The password that a command is signed with, empty for none. */
    String password() {
        return textOr(PASSWORD, "");
    }

    private String textOr(String key, String otherwise) {
        return node(key) == null ? otherwise : text(key);
    }

    double number(String key, double otherwise) {
        JsonNode node = node(key);
        if (node == null) {
            return otherwise;
        }
        if (!node.isNumber()) {
            throw Problem.badRequest(key + ": a number is expected");
        }
        return node.doubleValue();
    }

    Command command(CommandDesk desk, Principal who) {
        UUID id = commandId();
        if ("write".equals(op()) || "override".equals(op())) {
            only("cmd", "tag", "value", "reason", PASSWORD);
            JsonNode given = object.get("value");
            JsonNode value = given == null ? MissingNode.getInstance() : given;
            return "write".equals(op())
                    ? desk.write(id, who, text("tag"), value, textOr("reason", ""))
                    : desk.override(id, who, text("tag"), value, textOr("reason", ""));
        }
        if ("release".equals(op())) {
            only("cmd", "tag", "reason", PASSWORD);
            return desk.release(id, who, text("tag"), textOr("reason", ""));
        }
        if ("transition".equals(op())) {
            only("cmd", "machine", "to", "confirm", "reason", PASSWORD);
            return desk.machines()
                    .transition(id, who, text("machine"), text("to"), whole("confirm"), textOr("reason", ""));
        }
        if ("attribute".equals(op())) {
            only("cmd", "machine", "attribute", "value", "reason", PASSWORD);
            JsonNode value = object.get("value");
            return desk.machines()
                    .attribute(
                            id,
                            who,
                            text("machine"),
                            text("attribute"),
                            value == null ? MissingNode.getInstance() : value,
                            textOr("reason", ""));
        }
        return alarmCommand(id, desk.alarms(), who);
    }

    private Command alarmCommand(UUID id, AlarmDesk desk, Principal who) {
        Command.Kind kind = alarmKind(op());
        if (kind == Command.Kind.SHELVE) {
            only("cmd", "alarm", "occurrence", "reason", "duration", "oneShot", "from", PASSWORD);
            ShelfTimes times = ShelfTimes.of(node("duration"), node("oneShot"), node("from"));
            String reason = textOr("reason", "");
            return times.isOneShot()
                    ? desk.command(id, who, Command.Kind.SHELVE_ONE_SHOT, text("alarm"), whole("occurrence"), reason)
                    : desk.shelve(
                            id, who, text("alarm"), whole("occurrence"), times.fromNs(), times.durationNs(), reason);
        }
        String words = AlarmDesk.takesComment(kind) ? "comment" : "reason";
        only("cmd", "alarm", "occurrence", words, PASSWORD);
        return desk.command(id, who, kind, text("alarm"), whole("occurrence"), textOr(words, ""));
    }

    /** Null when the operation is not one of an alarm. */
    static Command.Kind alarmKind(String op) {
        return "acknowledge".equals(op) ? null : AlarmDesk.KINDS.get("ack".equals(op) ? "acknowledge" : op);
    }

    /** The refusal of an operation that there is not. */
    static Problem unknown(String op) {
        TreeSet<String> alarms = new TreeSet<>(AlarmDesk.KINDS.keySet());
        alarms.remove("acknowledge");
        return Problem.badRequest("op: " + op + " is not known, allowed: " + String.join(", ", OPERATIONS) + ", "
                + String.join(", ", alarms));
    }

    private UUID commandId() {
        String text = textOr("cmd", "");
        if (text.isEmpty()) {
            return UUID.randomUUID();
        }
        try {
            if (text.length() == UUID_LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw Problem.badRequest("cmd: a UUID is expected");
    }

    private long whole(String key) {
        JsonNode node = node(key);
        if (node == null) {
            return 0;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw Problem.badRequest(key + ": a whole number is expected");
        }
        return node.longValue();
    }

    void writeRe(JsonGenerator out) throws IOException {
        writeRe(out, id());
    }

    static void writeRe(JsonGenerator out, JsonNode id) throws IOException {
        out.writeFieldName("re");
        if (id == null) {
            out.writeNull();
        } else if (id.isTextual()) {
            out.writeString(id.textValue());
        } else {
            out.writeNumber(id.bigIntegerValue());
        }
    }
}
