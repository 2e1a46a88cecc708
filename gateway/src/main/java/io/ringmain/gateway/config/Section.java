package io.ringmain.gateway.config;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A list of the site file whose definitions can be changed while the site runs. */
public enum Section {
    /** With whatever keys: the settings of a type are known to its provider alone. */
    CONNECTORS(List.of(), ConnectorSection::read),
    TAGS(TagSection.KEYS, TagSection::read),
    ALARMS(AlarmSection.KEYS, AlarmSection::read),
    ALARM_GROUPS(AlarmGroupSection.KEYS, AlarmGroupSection::read),
    MACHINES(MachineSection.KEYS, MachineSection::read);

    private final List<String> keys;
    private final Function<Block, Object> reader;

    Section(List<String> keys, Function<Block, Object> reader) {
        this.keys = keys;
        this.reader = reader;
    }

    /** The key in the site file. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one of that key, null when there is none. */
    public static Section ofLabel(String label) {
        for (Section section : values()) {
            if (section.label().equals(label)) {
                return section;
            }
        }
        return null;
    }

    /** One of its elements, for messages. */
    public String singular() {
        return label().substring(0, label().length() - 1);
    }

    List<String> keys() {
        return keys;
    }

    Object read(Block block) {
        return reader.apply(block);
    }
}
