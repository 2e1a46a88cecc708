package io.ringmain.gateway.config;

import io.ringmain.core.alarm.AlarmGroup;
import java.util.List;

/** One element of {@code alarm-groups}. */
final class AlarmGroupSection {
    static final List<String> KEYS = List.of("name", "suppressed-by");

    private AlarmGroupSection() {}

    static AlarmGroup read(Block block) {
        return new AlarmGroup(block.requiredText("name"), block.text("suppressed-by", ""));
    }
}
