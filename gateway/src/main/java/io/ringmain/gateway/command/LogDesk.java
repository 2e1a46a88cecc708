package io.ringmain.gateway.command;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.Command;
import io.ringmain.core.spi.Permission;
import io.ringmain.core.tag.Quality;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.view.Problem;
import java.util.UUID;

/**
 * Makes commands of what people write into the log book, and to events.
 *
 * <p>Thread: any.
 */
public final class LogDesk {
    /** Longest name of a category, in characters. */
    public static final int MAX_CATEGORY_LENGTH = 100;

    private final Plant plant;
    private final Rights rights;

    LogDesk(Plant plant, Rights rights) {
        this.plant = plant;
        this.rights = rights;
    }

    /**
     * Refuses a remark on an event of what the caller may not write about.
     *
     * @param subject name of the alarm, tag or machine that the event happened to; other texts are in no area
     * @throws Problem 403
     */
    public void requireAbout(Principal who, String subject) {
        rights.requireForSubject(who, Permission.LOG, subject);
    }

    /** What somebody does past tags and commands, as the program tells it: whoever may do it need not be allowed to write. */
    public Command note(Principal who, String text, String category) {
        UUID id = UUID.randomUUID();
        return new Command(
                id.getMostSignificantBits(),
                id.getLeastSignificantBits(),
                Command.Kind.LOG,
                Command.NO_TARGET,
                0,
                null,
                0,
                text.length() <= Command.MAX_ENTRY_LENGTH ? text : text.substring(0, Command.MAX_ENTRY_LENGTH),
                0,
                0,
                0,
                who.user(),
                category,
                who.origin());
    }

    /**
     * An entry.
     *
     * @param alarm name of the alarm that it is about, empty for none
     * @param about sequence of the event that it is about, 0 for none
     * @param ordinal place in that event
     * @throws Problem when the user may not, there is no such alarm, or the text is none
     */
    public Command entry(UUID id, Principal who, String text, String category, String alarm, long about, int ordinal) {
        Rights.require(who, Permission.LOG);
        if (text.isBlank()) {
            throw new Problem(422, Quality.name(Quality.BAD_INVALID_ARGUMENT), "the text is missing or blank");
        }
        if (text.length() > Command.MAX_ENTRY_LENGTH) {
            throw new Problem(
                    422,
                    Quality.name(Quality.BAD_OUT_OF_RANGE),
                    "the text is longer than " + Command.MAX_ENTRY_LENGTH + " characters");
        }
        if (category.length() > MAX_CATEGORY_LENGTH) {
            throw Problem.badRequest("category: longer than " + MAX_CATEGORY_LENGTH + " characters");
        }
        int alarmId = alarm.isEmpty() ? Command.NO_TARGET : plant.site().alarmId(alarm);
        if (!alarm.isEmpty() && alarmId < 0) {
            throw Problem.notFound("alarm-unknown", "There is no alarm " + alarm + ".");
        }
        if (alarmId >= 0) {
            rights.requireForAlarm(who, Permission.LOG, alarmId);
        }
        return new Command(
                id.getMostSignificantBits(),
                id.getLeastSignificantBits(),
                Command.Kind.LOG,
                alarmId,
                about,
                null,
                0,
                text,
                0,
                0,
                ordinal,
                who.user(),
                category,
                who.origin());
    }
}
