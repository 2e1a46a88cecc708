package io.ringmain.historian.records;

import io.ringmain.core.alarm.AlarmInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an occurrence remembers of its transitions: when it last happened, and of what people do, who did it and why. */
enum OccurrenceMark {
    ACKNOWLEDGED(true),
    CONFIRMED(true),
    RESET(true),
    SHELVED(true),
    SUPPRESSED(true),
    REMOVED(true),
    COMMENTED(true),
    RETURNED(false),
    ENDED(false);

    /** Columns that every transition sets. */
    static final List<String> PRESENT =
            List.of("priority", "alarm_level", "state", "base", "changed_at", "changed_sequence");

    /** Sets what has happened since; a mark whose time is 0 stays as it is. */
    static final String UPDATE = update();

    private final boolean isPersonal;

    OccurrenceMark(boolean isPersonal) {
        this.isPersonal = isPersonal;
    }

    /** The mark that an input makes, null for none. */
    static OccurrenceMark of(AlarmInput input) {
        return switch (input) {
            case ACKNOWLEDGE -> ACKNOWLEDGED;
            case CONFIRM -> CONFIRMED;
            case RESET -> RESET;
            case RETURN -> RETURNED;
            case SHELVE_TIMED, SHELVE_ONE_SHOT, SHELF_BEGIN -> SHELVED;
            case SUPPRESS, EXPRESSION_SUPPRESS, GROUP_SUPPRESS -> SUPPRESSED;
            case REMOVE_FROM_SERVICE -> REMOVED;
            case COMMENT -> COMMENTED;
            default -> null;
        };
    }

    boolean isPersonal() {
        return isPersonal;
    }

    String at() {
        return name().toLowerCase(Locale.ROOT) + "_at";
    }

    String by() {
        return name().toLowerCase(Locale.ROOT) + "_by";
    }

    String text() {
        return name().toLowerCase(Locale.ROOT) + "_text";
    }

    List<String> columns() {
        return isPersonal ? List.of(at(), by(), text()) : List.of(at());
    }

    private static String update() {
        List<String> set = new ArrayList<>();
        PRESENT.forEach(column -> set.add(column + " = :" + column));
        for (OccurrenceMark mark : values()) {
            for (String column : mark.columns()) {
                set.add("%1$s = CASE WHEN :%2$s = 0 THEN %1$s ELSE :%1$s END".formatted(column, mark.at()));
            }
        }
        return "UPDATE occurrences SET " + String.join(", ", set)
                + " WHERE sequence = :sequence AND alarm_id = :alarm_id AND ended_at = 0";
    }
}
