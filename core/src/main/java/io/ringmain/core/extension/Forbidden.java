package io.ringmain.core.extension;

import java.util.List;
import java.util.Set;

/**
 * What a machine's code may not use, because a replay would not find it again or because LOGIC would wait for it.
 * Everything outside a few packages is refused, and inside them what is named here.
 *
 * <p>Thread: any.
 */
final class Forbidden {
    private static final String CLOCK = "a clock; use context.ringTimeNs() and deltaNs()";
    private static final String THREAD =
            "threads or locks; a step runs in LOGIC and blocks it: ask for work by" + " context.request()";
    private static final String RANDOM = "a random source; use context.random()";
    private static final String INPUT =
            "files, network or the process; use inputs, or ask for work by context.request()";
    private static final String REFLECTION = "reflection or class loading; call what you need by its name";
    private static final String MATH = "mathematics whose bits differ between JVMs; use StrictMath";
    private static final String TEXT = "a number turned into text, whose digits differ between JVMs; leave it out";
    private static final String LOGGING = "logging; count in a register";
    private static final String IDENTITY = "an object's identity, which differs from run to run; leave it out";
    private static final String STREAMS = "parallel streams; use a loop";
    private static final String OUTSIDE = "what is not open to machines; use java.lang, java.util, java.math and"
            + " io.ringmain.core.machine and .tag";

    private static final List<String> OPEN = List.of(
            "java/lang/",
            "java/util/",
            "java/math/",
            "java/nio/charset/",
            "java/io/Serializable",
            "io/ringmain/core/machine/",
            "io/ringmain/core/tag/");

    private static final Set<String> INEXACT_MATH = Set.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "exp", "log", "log10", "pow", "cbrt", "sinh", "cosh",
            "tanh", "hypot", "expm1", "log1p");

    private static final Set<String> OPEN_SYSTEM = Set.of("arraycopy", "lineSeparator");
    private static final Set<String> OPEN_CLASS = Set.of("desiredAssertionStatus", "getName", "getSimpleName");
    private static final Set<String> OPEN_OBJECT = Set.of("<init>", "equals", "toString");
    private static final List<String> TEXT_OWNERS = List.of(
            "java/lang/StringBuilder",
            "java/lang/StringBuffer",
            "java/lang/String",
            "java/lang/Double",
            "java/lang/Float");

    private Forbidden() {}

    /** Why a class may not be used at all; null when it may. */
    static String type(String owner) {
        if (owner.startsWith("java/lang/Thread")
                || owner.startsWith("java/util/concurrent/")
                || owner.equals("java/util/Timer")
                || owner.equals("java/util/TimerTask")) {
            return owner.startsWith("java/util/concurrent/ThreadLocalRandom") ? RANDOM : THREAD;
        }
        if (owner.startsWith("java/time/")
                || owner.equals("java/util/Date")
                || owner.endsWith("Calendar")
                || owner.equals("java/util/TimeZone")) {
            return CLOCK;
        }
        if (owner.startsWith("java/util/Random")
                || owner.startsWith("java/util/random/")
                || owner.equals("java/util/SplittableRandom")
                || owner.equals("java/util/UUID")
                || owner.startsWith("java/security/")) {
            return RANDOM;
        }
        if (owner.startsWith("java/util/logging/") || owner.startsWith("org/slf4j/")) {
            return LOGGING;
        }
        if (owner.startsWith("java/lang/reflect/")
                || owner.startsWith("java/lang/ref/")
                || owner.equals("java/lang/ClassLoader")
                || owner.equals("java/util/ServiceLoader")
                || owner.startsWith("java/lang/invoke/")
                || owner.startsWith("java/lang/foreign/")
                || owner.equals("java/lang/Module")
                || owner.startsWith("sun/")
                || owner.startsWith("jdk/")) {
            return REFLECTION;
        }
        if (owner.startsWith("java/lang/Process")
                || owner.equals("java/lang/Runtime")
                || owner.equals("java/util/Scanner")
                || owner.startsWith("java/util/zip/")
                || owner.startsWith("java/util/jar/")
                || owner.startsWith("java/util/prefs/")
                || owner.startsWith("java/net/")
                || owner.startsWith("java/io/") && !owner.equals("java/io/Serializable")
                || owner.startsWith("java/nio/") && !owner.startsWith("java/nio/charset/")) {
            return INPUT;
        }
        return OPEN.stream().anyMatch(owner::startsWith) ? null : OUTSIDE;
    }

    /** Why a method may not be called although its class may be used; null when it may. */
    static String method(String owner, String name, String descriptor) {
        return switch (owner) {
            case "java/lang/Math" -> name.equals("random") ? RANDOM : INEXACT_MATH.contains(name) ? MATH : null;
            case "java/lang/StrictMath" -> name.equals("random") ? RANDOM : null;
            case "java/lang/System" ->
                OPEN_SYSTEM.contains(name)
                        ? null
                        : name.equals("identityHashCode")
                                ? IDENTITY
                                : name.equals("nanoTime") || name.equals("currentTimeMillis") ? CLOCK : INPUT;
            case "java/lang/Class" -> OPEN_CLASS.contains(name) ? null : REFLECTION;
            case "java/lang/Object" ->
                OPEN_OBJECT.contains(name)
                        ? null
                        : name.equals("hashCode") ? IDENTITY : name.equals("getClass") ? REFLECTION : THREAD;
            default -> named(owner, name, descriptor);
        };
    }

    private static String named(String owner, String name, String descriptor) {
        if (name.equals("parallelStream") || name.equals("parallel") || name.equals("parallelSort")) {
            return STREAMS;
        }
        if (owner.equals("java/util/Collections") && name.equals("shuffle")) {
            return RANDOM;
        }
        boolean isText =
                name.equals("toString") || name.equals("valueOf") || name.equals("append") || name.equals("insert");
        boolean isNumberToText = isText
                && descriptor.substring(0, descriptor.indexOf(')')).matches(".*[DF]")
                && !descriptor.endsWith(")Ljava/lang/Double;")
                && !descriptor.endsWith(")Ljava/lang/Float;");
        boolean isOwn = (owner.equals("java/lang/Double") || owner.equals("java/lang/Float"))
                && (name.equals("toString") || name.equals("toHexString"));
        return TEXT_OWNERS.contains(owner)
                        && (isNumberToText || isOwn || name.equals("format") || name.equals("formatted"))
                ? TEXT
                : null;
    }

    /** Why a text may not be put together of these; null when it may. */
    static String concatenation(String descriptor) {
        return descriptor
                        .substring(0, descriptor.indexOf(')'))
                        .replaceAll("L[^;]*;", "")
                        .matches(".*[DF].*")
                ? TEXT
                : null;
    }

    static String locks() {
        return THREAD;
    }
}
