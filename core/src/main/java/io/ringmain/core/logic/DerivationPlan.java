package io.ringmain.core.logic;

import io.ringmain.core.expression.CheckedExpression;
import io.ringmain.core.expression.Evaluator;
import io.ringmain.core.expression.Expression;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.site.TagScope;
import io.ringmain.core.tag.TagDefinition;
import java.util.Arrays;

/**
 * The derived tags of a plan in the order in which they are evaluated: a rank each, inputs before what depends on them.
 *
 * <p>Thread: any, immutable once made. Allocates: at compilation.
 */
final class DerivationPlan {
    static final DerivationPlan NONE = new DerivationPlan(SitePlan.EMPTY);
    static final int NOT_DERIVED = -1;

    private static final int[] NOTHING = {};

    private final int[] tagOfRank;
    private final int[] rankOfTag;
    /** Ranks that read a tag. */
    private final TagReaders readers;

    private final CheckedExpression[] checked;
    private final Evaluator[] evaluators;
    private final long[] tickNs;

    /** @throws IllegalArgumentException when an expression does not fit, or some depend on each other */
    DerivationPlan(SitePlan site) {
        int tags = site.tagCount();
        CheckedExpression[] byTag = new CheckedExpression[tags];
        TagScope scope = TagScope.of(site);
        int count = 0;
        for (int id = 0; id < tags; id++) {
            TagDefinition tag = site.tag(id);
            if (tag != null && tag.derivation().isDerived()) {
                byTag[id] = check(scope, tag);
                count++;
            }
        }
        tagOfRank = order(byTag, count);
        rankOfTag = new int[count == 0 ? 0 : tags];
        Arrays.fill(rankOfTag, NOT_DERIVED);
        checked = new CheckedExpression[count];
        evaluators = new Evaluator[count];
        tickNs = new long[count];
        for (int rank = 0; rank < count; rank++) {
            int id = tagOfRank[rank];
            rankOfTag[id] = rank;
            checked[rank] = byTag[id];
            evaluators[rank] = byTag[id].compile();
            tickNs[rank] = byTag[id].isTimed() ? site.tag(id).derivation().tickNs() : 0;
        }
        readers = TagReaders.of(checked, tags);
    }

    private static CheckedExpression check(TagScope scope, TagDefinition tag) {
        try {
            return scope.derivation(tag, Expression.parse(tag.derivation().expression()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("tag " + tag.name() + ": expression: " + e.getMessage(), e);
        }
    }

    /** Those whose inputs are all known come first, by id; then those that depend on them. */
    private static int[] order(CheckedExpression[] byTag, int count) {
        int[] waiting = new int[byTag.length];
        int[] order = new int[count];
        int known = 0;
        for (int id = 0; id < byTag.length; id++) {
            for (int input : byTag[id] == null ? NOTHING : byTag[id].operands()) {
                waiting[id] += byTag[input] == null ? 0 : 1;
            }
            if (byTag[id] != null && waiting[id] == 0) {
                order[known++] = id;
            }
        }
        TagReaders readers = TagReaders.of(byTag, byTag.length);
        for (int at = 0; at < known; at++) {
            for (int reader : readers.of(order[at])) {
                if (--waiting[reader] == 0) {
                    order[known++] = reader;
                }
            }
        }
        if (known < count) {
            throw new IllegalArgumentException("derived tags depend on each other in a cycle");
        }
        return order;
    }

    int count() {
        return tagOfRank.length;
    }

    int tag(int rank) {
        return tagOfRank[rank];
    }

    /** Rank of a derived tag, {@link #NOT_DERIVED} for others. */
    int rank(int tagId) {
        return tagId < rankOfTag.length ? rankOfTag[tagId] : NOT_DERIVED;
    }

    /** Ranks that read a tag. */
    TagReaders readers() {
        return readers;
    }

    Evaluator evaluator(int rank) {
        return evaluators[rank];
    }

    CheckedExpression expression(int rank) {
        return checked[rank];
    }

    /** Ring time between evaluations without a changed input, 0 when time alone changes nothing. */
    long tickNs(int rank) {
        return tickNs[rank];
    }

    /** Words of state: the next tick and the expression's memory, 0 when it has neither. */
    int words(int rank) {
        int memory = checked[rank].memoryWords();
        return memory == 0 ? 0 : 1 + memory;
    }
}
