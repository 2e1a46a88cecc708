package io.ringmain.gateway.browse;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes names of tags out of paths of nodes: what no name may have becomes {@code _}, and no name is given twice.
 *
 * <p>Thread: one.
 */
final class TagNames {
    private static final int MOST = 200;

    private final String prefix;
    private final Set<String> given = new HashSet<>();

    /** @param prefix what all names begin with, may be empty */
    TagNames(String prefix) {
        this.prefix = prefix;
    }

    String of(List<String> path) {
        StringBuilder name = new StringBuilder(prefix);
        for (String node : path) {
            for (String part : node.split("\\.")) {
                String plain = plain(part);
                if (!plain.isEmpty()) {
                    name.append(name.isEmpty() ? "" : ".").append(plain);
                }
            }
        }
        if (name.isEmpty()) {
            name.append('_');
        }
        String wanted = cut(name.toString(), MOST);
        String free = wanted;
        for (int i = 2; !given.add(free); i++) {
            String ending = "_" + i;
            free = cut(wanted, MOST - ending.length()) + ending;
        }
        return free;
    }

    private static String cut(String name, int most) {
        String cut = name.length() <= most ? name : name.substring(0, most);
        return cut.endsWith(".") ? cut.substring(0, cut.length() - 1) : cut;
    }

    private static String plain(String part) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean isTaken = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
            plain.append(isTaken ? c : '_');
        }
        return plain.toString().strip();
    }
}
