package io.ringmain.gateway.testing;

import io.ringmain.core.spi.TrustList;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Its own certificate, and one of a peer that has been rejected. */
public final class FakeCertificates implements TrustList {
    public static final String OWN = "aa".repeat(20);
    public static final String PEER = "bb".repeat(20);

    private final AtomicBoolean isTrusted = new AtomicBoolean();

    @Override
    public List<Entry> entries() {
        return List.of(
                entry(OWN, true, "CN=own", ""),
                entry(PEER, isTrusted.get(), "CN=peer", isTrusted.get() ? "" : "nobody has trusted it"));
    }

    private static Entry entry(String thumbprint, boolean isTrusted, String subject, String remark) {
        Instant begin = Instant.parse("2026-01-01T00:00:00Z");
        return new Entry(thumbprint, isTrusted, subject, subject, "urn:test", begin, begin.plusSeconds(86_400), remark);
    }

    private void set(String thumbprint, boolean isNow) {
        if (!thumbprint.equals(PEER)) {
            throw new NoSuchElementException(thumbprint);
        }
        isTrusted.set(isNow);
    }

    @Override
    public void trust(String thumbprint) {
        set(thumbprint, true);
    }

    @Override
    public void reject(String thumbprint) {
        set(thumbprint, false);
    }
}
