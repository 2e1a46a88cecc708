package io.ringmain.gateway.rest;

import io.ringmain.gateway.view.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;

/** Limit and cursor of a list that is walked by id. */
final class Page {
    static final int DEFAULT_LIMIT = 1_000;
    static final int MAX_LIMIT = 10_000;

    private final int from;
    private final int limit;

    private Page(int from, int limit) {
        this.from = from;
        this.limit = limit;
    }

    static Page of(Call call) {
        String cursor = call.query("cursor");
        // a made-up one is behind the last item, whatever is added to it
        long from = cursor.isEmpty() ? 0 : decode(cursor, "id")[0];
        return new Page((int) Math.max(0, Math.min(from, Integer.MAX_VALUE - MAX_LIMIT)), limit(call));
    }

    static int limit(Call call) {
        return call.queryInt("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    }

    /** First id to look at. */
    int from() {
        return from;
    }

    int limit() {
        return limit;
    }

    static String cursor(int nextId) {
        return encode("id", nextId);
    }

    static String encode(String kind, long... numbers) {
        StringBuilder text = new StringBuilder(kind);
        for (long number : numbers) {
            text.append(':').append(number);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** The numbers of a cursor; at least one. */
    static long[] decode(String cursor, String kind) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split(":");
            if (parts.length >= 2 && parts[0].equals(kind)) {
                long[] numbers = new long[parts.length - 1];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = Long.parseLong(parts[i + 1]);
                    if (numbers[i] < 0 && "id".equals(kind)) {
                        throw new NumberFormatException();
                    }
                }
                return numbers;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw Problem.badRequest("cursor: not one that this list has given");
    }

    /** The query parameters of a list with these filters. */
    static Set<String> query(String... filters) {
        Set<String> names = new TreeSet<>(Set.of(filters));
        names.add("limit");
        names.add("cursor");
        return Set.copyOf(names);
    }
}
