package io.ringmain.perf.gateway;

import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.ToldProcess;

/** What a process of {@link RestClients} is told. Thread: one. */
final class RestOrders {
    static final int PACED_PER_SECOND = 50;
    private static final int CONNECTIONS = 4;

    private RestOrders() {}

    /** Answers a second, and bytes of a body. */
    static double[] rate(ToldProcess clients, int port, String path, int seconds) {
        clients.tell("rate " + port + " " + path + " " + CONNECTIONS + " " + seconds);
        return numbers(clients.await(RestClients.RATE));
    }

    /** p99 in ms of requests at {@link #PACED_PER_SECOND}. */
    static double paced(ToldProcess clients, int port, String method, String path, int seconds) {
        clients.tell("paced " + port + " " + method + " " + path + " " + PACED_PER_SECOND + " " + seconds);
        double[] answer = numbers(clients.await(RestClients.PACED));
        if (answer[4] > 0) {
            throw new SuiteFailedException(
                    "gateway: " + (int) answer[4] + " answers were no 200, the last one " + (int) answer[5]);
        }
        return answer[1];
    }

    private static double[] numbers(String answer) {
        String[] words = answer.split(" ");
        double[] numbers = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Double.parseDouble(words[i]);
        }
        return numbers;
    }
}
