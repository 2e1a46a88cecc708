package io.ringmain.connectors.opcua.server.space;

import io.ringmain.core.tag.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the server's clients may do with each tag, whoever they are: the first rule whose pattern matches the name says.
 *
 * <p>Thread: any, immutable.
 */
public final class NodeAccess {
    /** What may be done with a node. */
    public enum Level {
        /** The node does not show. */
        NONE,
        READ,
        /** Writes, but no reads. */
        WRITE,
        READ_WRITE;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public boolean canRead() {
            return this == READ || this == READ_WRITE;
        }

        public boolean canWrite() {
            return this == WRITE || this == READ_WRITE;
        }
    }

    private record Rule(Glob glob, Level level) {}

    private final List<Rule> rules;

    private NodeAccess(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * Reads rules such as {@code Area.*=read, Secret.*=none, *=read-write}. A name that no rule matches is not served.
     *
     * @throws IllegalArgumentException saying what is wrong and what is allowed
     */
    public static NodeAccess parse(String text) {
        List<Rule> rules = new ArrayList<>();
        for (String rule : text.split("[,\\s]+")) {
            if (rule.isEmpty()) {
                continue;
            }
            int equals = rule.indexOf('=');
            Level level = equals <= 0 ? null : level(rule.substring(equals + 1));
            if (level == null) {
                throw new IllegalArgumentException("'" + rule
                        + "' is no rule, allowed are forms such as Area.*=read with none, read, write or read-write");
            }
            rules.add(new Rule(new Glob(rule.substring(0, equals)), level));
        }
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("holds no rule, allowed are forms such as *=read-write");
        }
        return new NodeAccess(List.copyOf(rules));
    }

    private static Level level(String text) {
        for (Level level : Level.values()) {
            if (level.label().equals(text.toLowerCase(Locale.ROOT))) {
                return level;
            }
        }
        return null;
    }

    /** Level of a name. Allocates: nothing. */
    public Level of(String name) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).glob().matches(name)) {
                return rules.get(i).level();
            }
        }
        return Level.NONE;
    }
}
