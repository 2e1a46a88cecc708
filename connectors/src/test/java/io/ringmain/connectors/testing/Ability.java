package io.ringmain.connectors.testing;

/** What a {@link ConformanceDevice} can do to the connector under test. */
public enum Ability {
    /** It has a link that can be lost. */
    LINK,
    /** It can fall silent without closing anything: {@link ConformanceDevice#hang}. */
    SILENCE,
    /** It can give a status that is not good: {@link ConformanceDevice#degrade}. */
    STATUS,
    /** It takes writes, and knows of some that it does not have: {@link ConformanceDevice#accepted}, {@code unknown}. */
    WRITES
}
