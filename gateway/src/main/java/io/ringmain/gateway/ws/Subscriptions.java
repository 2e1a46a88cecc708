package io.ringmain.gateway.ws;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.Glob;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.gateway.view.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The subscriptions of one connection, served in turn.
 *
 * <p>Thread: the hub's.
 */
final class Subscriptions {
    /** What a client is told of a new subscription. */
    record Definition(SitePlan site, int[] tagIds, List<String[]> bad) {
        void write(JsonGenerator out) throws IOException {
            out.writeArrayFieldStart("def");
            for (int id : tagIds) {
                TagDefinition tag = site.tag(id);
                out.writeStartArray();
                out.writeNumber(id);
                out.writeString(tag.name());
                out.writeString(tag.type().label());
                out.writeString(tag.unit());
                out.writeEndArray();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("bad");
            for (String[] pair : bad) {
                out.writeArray(pair, 0, pair.length);
            }
            out.writeEndArray();
        }
    }

    private final Plant plant;
    private final ValueSource present;
    private final Encoding encoding;
    private final ByteArrayOutputStream buffer;
    private final StreamFigures figures;
    private final Runnable pushLater;
    private final Map<String, Subscription> byName = new LinkedHashMap<>();
    private final ArrayList<Subscription> inTurn = new ArrayList<>();
    private int tags;
    private int turn;

    /**
     * @param buffer scratch space, shared by all that the hub serves
     * @param pushLater called when a change comes too soon behind a frame to be pushed: asks for another look
     */
    Subscriptions(
            Plant plant, Encoding encoding, ByteArrayOutputStream buffer, StreamFigures figures, Runnable pushLater) {
        this.plant = plant;
        present = ValueSource.of(plant);
        this.encoding = encoding;
        this.buffer = buffer;
        this.figures = figures;
        this.pushLater = pushLater;
    }

    /**
     * The most frames a second that are meant.
     *
     * @param given NaN when none is
     */
    static double hz(double given) {
        if (Double.isNaN(given)) {
            return Limits.DEFAULT_HZ;
        }
        if (given != 0 && !(given >= Limits.MIN_HZ && given <= Limits.MAX_HZ)) {
            throw Problem.badRequest("hz: " + Limits.MIN_HZ + " to " + Limits.MAX_HZ
                    + " are allowed, and 0 for as soon as something changes");
        }
        return given;
    }

    void add(String name, Definition definition, double hz) {
        add(name, present, definition, hz);
    }

    void add(String name, ValueSource source, Definition definition, double hz) {
        if (name.length() > Limits.MAX_NAME_LENGTH) {
            throw Problem.badRequest("sub: longer than " + Limits.MAX_NAME_LENGTH + " characters");
        }
        if (byName.containsKey(name)) {
            throw new Problem(409, "sub-exists", "There is a subscription " + name + "; end it first.");
        }
        if (byName.size() == Limits.MAX_SUBSCRIPTIONS) {
            throw new Problem(
                    422, "too-many-subs", "A connection has at most " + Limits.MAX_SUBSCRIPTIONS + " subscriptions.");
        }
        if (tags + definition.tagIds().length > Limits.MAX_TAGS) {
            throw tooManyTags();
        }
        Subscription made = new Subscription(name, source, definition.tagIds(), hz, encoding, buffer, figures);
        tags += made.size();
        byName.put(name, made);
        inTurn.add(made);
    }

    private static Problem tooManyTags() {
        return new Problem(422, "too-many-tags", "A connection sees at most " + Limits.MAX_TAGS + " tags.");
    }

    /** Whether one wants changes at once. */
    boolean isPushed() {
        for (Subscription subscription : inTurn) {
            if (subscription.isPushed()) {
                return true;
            }
        }
        return false;
    }

    Definition resolve(List<String> names) {
        return resolve(plant.site(), names);
    }

    /**
     * What names and globs stand for. Thread: any.
     *
     * @throws Problem when it is more than one connection may see
     */
    static Definition resolve(SitePlan site, List<String> names) {
        TreeSet<Integer> ids = new TreeSet<>();
        List<String[]> bad = new ArrayList<>();
        if (names.stream().filter(Glob::isGlob).count() > Limits.MAX_GLOBS) {
            throw new Problem(422, "too-many-globs", "A subscription has at most " + Limits.MAX_GLOBS + " globs.");
        }
        for (String name : names) {
            if (Glob.isGlob(name)) {
                int before = ids.size();
                addMatches(site, new Glob(name), ids);
                if (ids.size() == before) {
                    bad.add(new String[] {name, "no-match"});
                }
            } else if (site.tagId(name) >= 0) {
                ids.add(site.tagId(name));
            } else {
                bad.add(new String[] {name, "unknown"});
            }
        }
        if (ids.size() > Limits.MAX_TAGS) {
            throw tooManyTags();
        }
        return new Definition(site, ids.stream().mapToInt(Integer::intValue).toArray(), bad);
    }

    private static void addMatches(SitePlan site, Glob glob, TreeSet<Integer> ids) {
        for (int id = 0; id < site.tagCount(); id++) {
            if (site.tag(id) != null && glob.matches(site.tag(id).name())) {
                ids.add(id);
            }
        }
    }

    void remove(String name) {
        Subscription removed = byName.remove(name);
        if (removed == null) {
            throw Problem.notFound("sub-unknown", "There is no subscription " + name + ".");
        }
        inTurn.remove(removed);
        tags -= removed.size();
        turn = 0;
    }

    /** The next frame of the next subscription that has one, null when none has. */
    Frame next(long nowMs) {
        for (int i = 0; i < inTurn.size(); i++) {
            Subscription candidate = inTurn.get(turn++ % inTurn.size());
            turn %= inTurn.size();
            if (candidate.isDue(nowMs)) {
                Frame frame = candidate.next(nowMs);
                if (frame != null) {
                    return frame;
                }
            } else if (candidate.isEarly(nowMs)) {
                pushLater.run();
            }
        }
        return null;
    }
}
