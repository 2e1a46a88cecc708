package io.ringmain.gateway.replay;

import java.time.Duration;

/**
 * How many replays there may be: each holds a whole state of the site.
 *
 * @param most of all users together
 * @param mostPerUser of one user
 * @param idle a replay that nobody looks at for so long ends
 */
public record ReplaySettings(int most, int mostPerUser, Duration idle) {
    public static final ReplaySettings DEFAULT = new ReplaySettings(4, 2, Duration.ofMinutes(15));
}
