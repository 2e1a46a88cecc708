package io.ringmain.core.site;

import java.lang.ref.WeakReference;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Plans that are in use, by the SHA-256 of their bytes: those who follow the journal beside the plant have the plant's plan then
 * and not one more each, which of a big site comes to some hundred megabytes.
 *
 * <p>Thread: any. Owns: weak references, so it keeps no plan.
 */
final class KnownPlans {
    private static final Map<String, WeakReference<SitePlan>> PLANS = new ConcurrentHashMap<>();

    private KnownPlans() {}

    /** The plan that these bytes are of. */
    static void note(byte[] canonical, SitePlan plan) {
        PLANS.values().removeIf(known -> known.get() == null);
        PLANS.put(digest(canonical, 0), new WeakReference<>(plan));
    }

    /** The plan that the bytes from there on are of, which is made when nobody has it. */
    static SitePlan of(byte[] canonical, int offset, Supplier<SitePlan> reader) {
        String digest = digest(canonical, offset);
        WeakReference<SitePlan> known = PLANS.get(digest);
        SitePlan plan = known == null ? null : known.get();
        if (plan == null) {
            plan = reader.get();
            PLANS.values().removeIf(each -> each.get() == null);
            PLANS.put(digest, new WeakReference<>(plan));
        }
        return plan;
    }

    private static String digest(byte[] canonical, int offset) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(canonical, offset, canonical.length - offset);
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
