package io.ringmain.perf.lane;

import io.ringmain.perf.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A lane in a process of its own: a line with the length of a window comes in, in ns, one with its rate and its CPU time an
 * event goes out. It ends with its input.
 */
final class LaneMain {
    /** Begins the lines that are meant for who started it; libraries may say something, too. */
    static final String MARK = "lane ";

    private static volatile boolean isEnding;

    private LaneMain() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("logback.configurationFile", Main.LOGBACK);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> isEnding = true, "ending"));
        Lane lane = LaneKind.valueOf(arguments[0]).open(Integer.parseInt(arguments[1]));
        say("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            double rate = lane.window(Long.parseLong(line));
            lane.settle();
            say(rate + " " + lane.cpuNs());
        }
        if (!isEnding) { // otherwise its files are being deleted already
            lane.close();
        }
    }

    private static void say(String line) {
        System.out.println(MARK + line);
        System.out.flush();
    }
}
