package io.ringmain.perf;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;

/** What {@code --list} prints. */
final class SuiteList {
    private SuiteList() {}

    static void print(PrintStream out, boolean isJson) {
        if (isJson) {
            out.println(json());
        } else {
            table(out);
        }
    }

    private static ArrayNode json() {
        ArrayNode suites = new ObjectMapper().createArrayNode();
        for (Suite suite : Suites.ALL) {
            ObjectNode node = suites.addObject()
                    .put("name", suite.name())
                    .put("inShort", suite.isInShort())
                    .put("seconds", suite.seconds(false))
                    .put("secondsLong", suite.seconds(true))
                    .put("what", suite.describe());
            suite.fixedNames().forEach(node.putArray("gives")::add);
        }
        return suites;
    }

    private static void table(PrintStream out) {
        int sum = 0;
        out.printf("%-16s %7s %7s  %s%n", "suite", "short", "long", "what");
        for (Suite suite : Suites.ALL) {
            sum += suite.isInShort() ? suite.seconds(false) : 0;
            out.printf(
                    "%-16s %7s %7s  %s%n",
                    suite.name(),
                    suite.isInShort() ? suite.seconds(false) + " s" : "-",
                    suite.seconds(true) + " s",
                    suite.describe());
            if (!suite.fixedNames().isEmpty()) {
                out.printf("%-32s  gives %s%n", "", String.join(", ", suite.fixedNames()));
            }
        }
        out.printf("%-16s %5d s%n", "all of short", sum);
    }
}
