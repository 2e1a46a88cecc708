package io.ringmain.gateway.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the packages on the path of an update must not do, and what LOGIC must not do to stay deterministic. */
class HotPackagesTest {

    private static final String[] HOT = {
        "io.ringmain.core.logic..",
        "io.ringmain.core.cvt..",
        "io.ringmain.core.ring..",
        "io.ringmain.core.codec..",
        "io.ringmain.core.alarm..",
        "io.ringmain.core.machine..",
        "io.ringmain.core.expression..",
    };

    private static final String[] LOGIC = {
        "io.ringmain.core.logic..",
        "io.ringmain.core.alarm..",
        "io.ringmain.core.machine..",
        "io.ringmain.core.expression..",
    };

    /** The same on every JDK, unlike the elementary functions. */
    private static final Set<String> EXACT_MATH = Set.of(
            "abs",
            "min",
            "max",
            "floor",
            "signum",
            "copySign",
            "addExact",
            "subtractExact",
            "multiplyExact",
            "negateExact",
            "toIntExact",
            "floorDiv",
            "floorMod",
            "multiplyHigh");

    @Test
    void shouldNotLock() {
        noClasses()
                .that()
                .resideInAnyPackage(HOT)
                .should()
                .dependOnClassesThat(resideInAPackage("java.util.concurrent.locks..")
                        .and(DescribedPredicate.not(type(LockSupport.class))))
                .because("every table has one writer")
                .check(Production.CLASSES);
    }

    @Test
    void shouldParkNowhereButInTheRing() {
        noClasses()
                .that(resideInAnyPackage(HOT).and(DescribedPredicate.not(resideInAPackage("io.ringmain.core.ring.."))))
                .should()
                .dependOnClassesThat(type(LockSupport.class))
                .because("waiting is the business of the stage's wrapper and of producers")
                .check(Production.CLASSES);
    }

    @Test
    void shouldNotUseStreams() {
        noClasses()
                .that()
                .resideInAnyPackage(HOT)
                .should()
                .dependOnClassesThat(resideInAPackage("java.util.stream.."))
                .because("streams allocate")
                .check(Production.CLASSES);
    }

    @Test
    void shouldNotLog() {
        noClasses()
                .that()
                .resideInAnyPackage(HOT)
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.slf4j..", "java.util.logging..", "ch.qos.logback.."))
                .because("the hot path answers with a code and a counter")
                .check(Production.CLASSES);
    }

    @Test
    void shouldNotReadAClock() {
        noClasses()
                .that()
                .resideInAnyPackage(HOT)
                .should()
                .accessTargetWhere(calls("reads a clock", HotPackagesTest::isClockRead))
                .orShould()
                .dependOnClassesThat(type(java.time.Clock.class))
                .because("time is an input")
                .check(Production.CLASSES);
    }

    @Test
    void shouldUseOnlyExactMath() {
        noClasses()
                .that()
                .resideInAnyPackage(LOGIC)
                .should()
                .accessTargetWhere(calls(
                        "is a function of Math that may give other bits on another JDK",
                        target ->
                                target.getOwner().isEquivalentTo(Math.class) && !EXACT_MATH.contains(target.getName())))
                .because("replay compares bits: use StrictMath")
                .check(Production.CLASSES);
    }

    @Test
    void shouldNotDrawRandomNumbers() {
        noClasses()
                .that()
                .resideInAnyPackage(HOT)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe("draw random numbers", HotPackagesTest::isRandom))
                .because("randomness is an input")
                .check(Production.CLASSES);
    }

    /** Sees calls, not `"" + x`, which the compiler turns into an invokedynamic. */
    @Test
    void shouldNotTurnADoubleIntoText() {
        noClasses()
                .that()
                .resideInAnyPackage(LOGIC)
                .should()
                .accessTargetWhere(calls("turns a float or double into text", HotPackagesTest::isNumberToText))
                .because("the digits differ between JDK 17 and later ones")
                .check(Production.CLASSES);
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String description, Predicate<CodeUnitCallTarget> test) {
        return DescribedPredicate.describe(
                description, access -> access.getTarget() instanceof CodeUnitCallTarget target && test.test(target));
    }

    private static boolean isClockRead(CodeUnitCallTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        return owner.isEquivalentTo(System.class) && (name.equals("nanoTime") || name.equals("currentTimeMillis"))
                || owner.getPackageName().equals("java.time") && name.equals("now")
                || owner.isEquivalentTo(java.util.Date.class) && name.equals("<init>");
    }

    private static boolean isRandom(JavaClass type) {
        return type.getPackageName().equals("java.util.random")
                || List.of(
                                "java.util.Random",
                                "java.util.SplittableRandom",
                                "java.util.concurrent.ThreadLocalRandom",
                                "java.security.SecureRandom")
                        .contains(type.getName());
    }

    private static boolean isNumberToText(CodeUnitCallTarget target) {
        JavaClass owner = target.getOwner();
        boolean takesFloating = target.getRawParameterTypes().stream()
                .anyMatch(p -> p.isEquivalentTo(double.class) || p.isEquivalentTo(float.class));
        return switch (target.getName()) {
            case "toString" -> owner.isEquivalentTo(Double.class) || owner.isEquivalentTo(Float.class);
            case "valueOf" -> owner.isEquivalentTo(String.class) && takesFloating;
            case "append", "insert" ->
                (owner.isEquivalentTo(StringBuilder.class) || owner.isEquivalentTo(StringBuffer.class))
                        && takesFloating;
            case "format", "formatted" -> owner.isEquivalentTo(String.class);
            default -> false;
        };
    }
}
