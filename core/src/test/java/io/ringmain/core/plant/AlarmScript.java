package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;

/** Plays a table of steps on a plant with one alarm on the tag T and looks at the alarm after each. */
final class AlarmScript {
    private static final String TAG = "T";

    private final AlarmDefinition alarm;
    final TestPlant plant;

    AlarmScript(AlarmDefinition alarm) {
        this.alarm = alarm;
        plant = new TestPlant(new SiteDefinition(
                        "script",
                        List.of(),
                        List.of(TagDefinition.internal(TAG, TagType.FLOAT64)),
                        List.of(alarm),
                        List.of()))
                .start();
        plant.update(TAG, 0);
    }

    /**
     * Plays steps and looks at the alarm after each. A step is a value, a time ({@code 5s}), {@code restart 5s} for a kill and
     * a downtime, or a command: its name, {@code +5s} for where a shelf begins, {@code 5s} for how long it lasts, {@code !} for
     * "without a reason", and behind {@code ->} the code with which it is to be refused. What is expected is the state shown
     * and the marks of {@link #describe}.
     */
    AlarmScript check(String... stepsAndStates) {
        for (int i = 0; i < stepsAndStates.length; i += 2) {
            play(stepsAndStates[i]);
            assertThat(describe(plant.alarm(alarm.name())))
                    .as("after step %d, %s", i / 2 + 1, stepsAndStates[i])
                    .isEqualTo(stepsAndStates[i + 1]);
        }
        plant.assertReplays();
        return this;
    }

    /** State shown, then: base state if it is another, unconfirmed, silenced, planned, one-shot, disabled. */
    static String describe(AlarmSnapshot is) {
        return is.state
                + (is.base == is.state ? "" : "/" + is.base)
                + (is.isConfirmed ? "" : " unconfirmed")
                + (is.isSilenced ? " silenced" : "")
                + (is.isShelfPlanned ? " planned" : "")
                + (is.shelf == AlarmSnapshot.Shelf.ONE_SHOT ? " one-shot" : "")
                + (is.isEnabled ? "" : " disabled");
    }

    private static long ns(String text) {
        return (long) (Double.parseDouble(text.substring(0, text.length() - 1)) * SECOND);
    }

    private void play(String step) {
        String[] parts = step.split(" -> ");
        String[] words = parts[0].split(" ");
        if (Character.isUpperCase(words[0].charAt(0))) {
            String code = parts.length > 1 ? parts[1] : "Good";
            assertThat(Quality.name(command(words))).as(step).isEqualTo(code);
        } else if (words[0].equals("restart")) {
            plant.pass(ns(words[1])).start().tick(0);
        } else if (step.endsWith("s")) {
            plant.tick(ns(step));
        } else {
            plant.update(TAG, Double.parseDouble(step));
        }
    }

    private int command(String[] words) {
        long beginNs = 0;
        long durationNs = 0;
        String reason = "because";
        for (int i = 1; i < words.length; i++) {
            if (words[i].equals("!")) {
                reason = " ";
            } else if (words[i].startsWith("+") || words[i].startsWith("-")) {
                beginNs = plant.nowNs() + ns(words[i]);
            } else {
                durationNs = ns(words[i]);
            }
        }
        return plant.order(Command.Kind.valueOf(words[0]), alarm.name(), beginNs, durationNs, reason);
    }
}
