package io.ringmain.core.site;

import io.ringmain.core.expression.Expression;
import io.ringmain.core.expression.ExpressionException;
import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.unit.UnknownUnitException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules for derived tags. */
final class DerivationRules {
    private static final long MIN_TICK_NS = 1_000_000;

    private final Definitions<TagDefinition> tags;
    private final Findings findings;
    private final TagScope scope;
    private final Map<String, Integer> positions = new HashMap<>();
    private final Map<String, Expression> expressions = new HashMap<>();

    DerivationRules(Definitions<TagDefinition> tags, Findings findings) {
        this.tags = tags;
        this.findings = findings;
        scope = TagScope.of(tags);
    }

    void check(List<TagDefinition> definitions) {
        for (int i = 0; i < definitions.size(); i++) {
            TagDefinition tag = definitions.get(i);
            if (tag.derivation().isDerived()) {
                positions.putIfAbsent(tag.name(), i);
                checkOne(i, tag);
            }
        }
        Set<String> done = new HashSet<>();
        for (TagDefinition tag : definitions) {
            if (expressions.containsKey(tag.name())) {
                findCycles(tag.name(), done);
            }
        }
    }

    private void checkOne(int i, TagDefinition tag) {
        if (tag.source() != null) {
            report(i, "a derived tag has no source: leave one of the two out");
        }
        if (!tag.conditioning().equals(Conditioning.NONE)) {
            report(i, "a derived tag is not conditioned: leave filters, scaling and stale times to its inputs");
        }
        long tick = tag.derivation().tickNs();
        if (tick < MIN_TICK_NS || !Findings.isDuration(tick)) {
            findings.report("tags", i, "tick", "must be 1ms to 366d");
        }
        if (tag.type() == TagType.STRING || tag.type().isArray()) {
            report(i, "an expression gives a bool, int64 or float64, not " + shape(tag));
            return;
        }
        try {
            Expression expression = Expression.parse(tag.derivation().expression());
            expressions.put(tag.name(), expression);
            scope.derivation(tag, expression);
        } catch (ExpressionException e) {
            report(i, e.getMessage());
        } catch (UnknownUnitException e) {
            // Said at the tag whose unit it is.
            return;
        }
    }

    private static String shape(TagDefinition tag) {
        return tag.type().isArray() ? "an array" : "a " + tag.type().label();
    }

    /** Depth first without recursion, because a chain may be as long as there are tags. */
    private void findCycles(String start, Set<String> done) {
        Set<String> onPath = new HashSet<>();
        List<String> path = new ArrayList<>();
        Deque<Iterator<String>> open = new ArrayDeque<>();
        String next = start;
        while (true) {
            if (next != null && onPath.contains(next)) {
                reportCycle(path.subList(path.indexOf(next), path.size()), next);
            } else if (next != null && expressions.containsKey(next) && done.add(next)) {
                onPath.add(next);
                path.add(next);
                open.push(expressions.get(next).references().iterator());
            }
            while (!open.isEmpty() && !open.peek().hasNext()) {
                open.pop();
                onPath.remove(path.remove(path.size() - 1));
            }
            if (open.isEmpty()) {
                return;
            }
            next = open.peek().next();
        }
    }

    private void reportCycle(List<String> cycle, String first) {
        report(
                positions.get(first),
                "a cycle, which is not allowed: "
                        + (cycle.size() > 10
                                ? String.join(" -> ", cycle.subList(0, 10)) + " -> ..."
                                : String.join(" -> ", cycle))
                        + " -> " + first);
    }

    private void report(int i, String message) {
        findings.report("tags", i, "expression", message);
    }
}
