package io.ringmain.core.unit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.measure.Unit;
import tech.units.indriya.function.MultiplyConverter;
import tech.units.indriya.function.RationalNumber;
import tech.units.indriya.unit.Units;

/** The units by symbol, each defined exactly by earlier ones. Filled once, any thread. */
final class UnitTable {
    private static final Map<String, Integer> PREFIXES = new LinkedHashMap<>();
    private static final Map<String, Measure> UNITS = new LinkedHashMap<>();
    /** Those that take SI prefixes, such as m and Pa. */
    private static final Map<String, Measure> METRIC = new HashMap<>();
    /** Scale with an offset or a reference to what stands for its differences. */
    private static final Map<String, String> INTERVALS = new HashMap<>();
    /** Symbols that sites use for two things: refused, with what to write. */
    private static final Map<String, String> AMBIGUOUS = Map.of(
            "C", "write '°C' for the temperature or 'coulomb' for the charge",
            "F", "write '°F' for the temperature or 'farad' for the capacitance",
            "ton", "write 't' (1000 kg), '[ston_av]' (2000 lb) or '[lton_av]' (2240 lb)",
            "M", "write 'mol/l' for the concentration or 'min' for the time");

    private static final Set<String> NAMES = new TreeSet<>();

    static {
        prefixes();
        base();
        mechanics();
        pressure();
        thermal();
        electric();
        numbers();
        NAMES.addAll(UNITS.keySet());
        NAMES.addAll(List.of("cm", "dm", "hPa", "cP", "cSt", "hl", "GW", "nF", "pF"));
        METRIC.keySet().forEach(symbol -> {
            for (String prefix : new String[] {"M", "k", "m", "u"}) {
                NAMES.add(prefix + symbol);
            }
        });
    }

    private UnitTable() {}

    /** A symbol, with its SI prefix if it has one; null when there is none of it. */
    static Measure find(String symbol) {
        Measure whole = UNITS.get(symbol);
        if (whole != null) {
            return whole;
        }
        for (int length = Math.min(2, symbol.length() - 1); length > 0; length--) {
            Integer exponent = PREFIXES.get(symbol.substring(0, length));
            Measure metric = METRIC.get(symbol.substring(length));
            if (exponent != null && metric != null) {
                return metric.scaled(tenTo(exponent)).against(metric.reference());
            }
        }
        return null;
    }

    /** What to write instead, or null. */
    static String ambiguity(String symbol) {
        return AMBIGUOUS.get(symbol);
    }

    static Set<String> names() {
        return NAMES;
    }

    /** One spelling each of what converts, in the order of the table. */
    static List<String> relatives(Measure measure, int limit) {
        Set<Measure> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<String> relatives = new ArrayList<>();
        for (Map.Entry<String, Measure> unit : UNITS.entrySet()) {
            Measure other = unit.getValue();
            boolean isNew = relatives.size() < limit && measure.isConvertibleTo(other) && seen.add(other);
            if (isNew && !measure.to(other).isIdentity()) {
                relatives.add(unit.getKey());
            }
        }
        return List.copyOf(relatives);
    }

    static String intervalSymbol(String symbol) {
        return INTERVALS.getOrDefault(symbol, symbol);
    }

    static RationalNumber tenTo(int exponent) {
        return RationalNumber.of(BigDecimal.ONE.scaleByPowerOfTen(exponent));
    }

    private static void prefixes() {
        String[] symbols = {"Y", "Z", "E", "P", "T", "G", "M", "k", "h", "da", "d", "c", "m", "u", "n", "p", "f", "a"};
        int[] exponents = {24, 21, 18, 15, 12, 9, 6, 3, 2, 1, -1, -2, -3, -6, -9, -12, -15, -18};
        for (int i = 0; i < symbols.length; i++) {
            PREFIXES.put(symbols[i], exponents[i]);
        }
    }

    private static void base() {
        metric(Measure.of(Units.METRE), "m", "meter", "metre");
        metric(Measure.of(Units.KILOGRAM).scaled(RationalNumber.of(1, 1000)), "g");
        metric(Measure.of(Units.SECOND), "s", "sec");
        metric(Measure.of(Units.AMPERE), "A");
        metric(Measure.of(Units.KELVIN), "K");
        metric(Measure.of(Units.MOLE), "mol");
        metric(Measure.of(Units.CANDELA), "cd");
        metric(Measure.ofKind(Measure.ANGLE), "rad");
        metric(define("1", "rad2"), "sr");
        plain("60", "s", "min");
        plain("60", "min", "h", "hr");
        plain("24", "h", "d", "day");
        plain("7", "d", "wk");
        plain("365.25", "d", "a", "yr");
    }

    private static void mechanics() {
        plain("0.0254", "m", "in", "inch", "[in_i]", "[in_us]");
        plain("12", "in", "ft", "[ft_i]");
        plain("3", "ft", "yd", "[yd_i]");
        plain("5280", "ft", "mi", "mile", "[mi_i]");
        plain("1852", "m", "nmi", "[nmi_i]");
        plain("0.001", "in", "mil", "[mil_i]");
        plain("10000", "m2", "ha", "har");
        plain("43560", "ft2", "acre");
        metric(define("0.001", "m3"), "l", "L", "liter", "litre");
        plain("1", "cm3", "cc");
        plain("231", "in3", "gal", "[gal_us]", "USgal");
        plain("4.54609", "l", "[gal_br]", "impgal");
        plain("42", "gal", "bbl", "[bbl_us]");
        plain("0.125", "gal", "pt", "[pt_us]");
        metric(define("1000", "kg"), "t", "tonne");
        plain("0.45359237", "kg", "lb", "lbs", "[lb_av]");
        plain("1/16", "lb", "oz", "[oz_av]");
        plain("2000", "lb", "[ston_av]");
        plain("2240", "lb", "[lton_av]");
        metric(define("1", "kg*m/s2"), "N");
        plain("9.80665", "m/s2", "[g]");
        metric(define("9.80665", "mN"), "gf", "pond");
        plain("9.80665", "N", "kp");
        plain("1", "lb*[g]", "lbf", "[lbf_av]");
        metric(define("1", "N*m"), "Nm", "J");
        metric(define("1", "J/s"), "W", "VA", "var", "VAr");
        metric(define("3600", "J"), "Wh", "VAh", "varh", "VArh");
        metric(define("4.184", "J"), "cal", "[cal]");
        plain("1055.05585262", "J", "BTU", "Btu", "[Btu_IT]");
        metric(define("1.602176634e-19", "J"), "eV");
        plain("550", "ft*lbf/s", "hp", "HP", "[HP]");
        plain("75", "kgf*m/s", "PS");
        metric(define("1", "1/s"), "Hz");
        plain("1", "1/min", "rpm", "RPM", "U/min", "rev/min", "r/min");
        plain("1", "1", "rev");
        plain("1", "km/h", "kph", "kmh");
        plain("1", "mi/h", "mph");
        plain("1", "nmi/h", "kn", "kt", "[kn_i]");
        plain("1", "gal/min", "gpm", "GPM");
        plain("1", "l/min", "lpm", "LPM");
        plain("1", "ft3/min", "cfm", "CFM");
        metric(define("0.1", "kg/(m*s)"), "P");
        metric(define("0.0001", "m2/s"), "St");
    }

    private static void pressure() {
        metric(define("1", "N/m2"), "Pa");
        metric(define("100000", "Pa"), "bar");
        plain("101325", "Pa", "atm");
        plain("98066.5", "Pa", "at", "att");
        plain("101325/760", "Pa", "Torr", "torr");
        plain("1", "lbf/in2", "psi", "PSI", "[psi]");
        plain("1000", "psi", "ksi");
        metric(define("133322.387415", "Pa"), "m[Hg]", "mHg");
        plain("25.4", "mm[Hg]", "inHg", "[in_i'Hg]", "in[Hg]");
        metric(define("9806.65", "Pa"), "m[H2O]", "mH2O", "mWC", "mWS");
        plain("25.4", "mm[H2O]", "inH2O", "inWC", "[in_i'H2O]", "in[H2O]");
        plain("12", "inH2O", "ftH2O");
        for (String symbol : new String[] {"bar", "mbar", "Pa", "kPa", "MPa", "hPa", "psi"}) {
            referenced(symbol, Measure.Reference.GAUGE, "g", "(g)", " g", " (g)", "_g");
            referenced(symbol, Measure.Reference.ABSOLUTE, "a", "(a)", " a", " (a)", "_a", "abs");
        }
    }

    private static void thermal() {
        Measure kelvin = find("K");
        Unit<?> celsius = Units.KELVIN.shift(RationalNumber.of(27315, 100));
        offset(
                new Measure(celsius, kelvin.unit(), Map.of(), Measure.Reference.NONE),
                "Δ°C",
                "°C",
                "degC",
                "deg C",
                "Cel");
        Measure rankine = define("5/9", "K");
        Unit<?> fahrenheit = rankine.unit().shift(RationalNumber.of(45967, 100));
        offset(
                new Measure(fahrenheit, rankine.unit(), Map.of(), Measure.Reference.NONE),
                "Δ°F",
                "°F",
                "degF",
                "deg F",
                "[degF]");
        put(rankine, "°R", "degR", "[degR]");
        put(kelvin, "Δ°C", "delta_degC");
        put(rankine, "Δ°F", "delta_degF");
    }

    private static void electric() {
        metric(define("1", "W/A"), "V");
        metric(define("1", "V/A"), "Ohm", "ohm");
        metric(define("1", "A/V"), "S", "mho");
        metric(define("1", "A*s"), "coulomb");
        METRIC.put("C", find("coulomb"));
        metric(define("1", "coulomb/V"), "farad");
        METRIC.put("F", find("farad"));
        metric(define("1", "V*s"), "Wb");
        metric(define("1", "Wb/A"), "H");
        metric(define("1", "Wb/m2"), "T");
        metric(define("3600", "A*s"), "Ah");
        metric(define("1", "cd*sr"), "lm");
        metric(define("1", "lm/m2"), "lx");
    }

    private static void numbers() {
        plain("0.01", "1", "%", "pct", "%RH", "% RH", "%rH", "% rH", "vol%", "%vol", "wt%", "%wt");
        plain("0.001", "1", "‰", "[ppth]");
        plain("1e-6", "1", "ppm", "[ppm]", "ppmv");
        plain("1e-9", "1", "ppb", "[ppb]");
        Unit<?> degree = Measure.ONE
                .unit()
                .transform(MultiplyConverter.ofPiExponent(1).concatenate(MultiplyConverter.ofRational(1, 180)));
        put(new Measure(degree, degree, Map.of(Measure.ANGLE, 1), Measure.Reference.NONE), "°", "deg");
        plain("1/60", "deg", "'", "arcmin");
        plain("1/3600", "deg", "''", "\"", "arcsec");
        plain("0.9", "deg", "gon", "grad");
        plain("360", "deg", "turn");
        kind("pH", "pH", "[pH]");
        kind("dB", "dB");
        kind("dB(A)", "dB(A)", "dBA");
        kind("dBm", "dBm");
        kind("turbidity", "NTU", "FNU", "FTU");
        kind("sugar", "°Bx", "Brix");
        kind("normal volume", "Nm3", "Nm^3");
        plain("0.001", "Nm3", "Nl", "NL");
        kind("standard volume", "Sm3", "Sm^3");
        metric(Measure.ofKind("data"), "bit");
        metric(define("8", "bit"), "B", "By", "Byte");
        plain("1", "bit/s", "bps");
    }

    private static Measure define(String factor, String text) {
        int slash = factor.indexOf('/');
        RationalNumber number = slash < 0
                ? RationalNumber.of(new BigDecimal(factor))
                : RationalNumber.of(new BigDecimal(factor.substring(0, slash)))
                        .divide(RationalNumber.of(new BigDecimal(factor.substring(slash + 1))));
        return UnitParser.parse(text).measure().scaled(number);
    }

    private static void plain(String factor, String text, String... symbols) {
        put(define(factor, text), symbols);
    }

    private static void kind(String kind, String... symbols) {
        put(Measure.ofKind(kind), symbols);
    }

    private static void metric(Measure measure, String... symbols) {
        put(measure, symbols);
        for (String symbol : symbols) {
            METRIC.put(symbol, measure);
        }
    }

    private static void referenced(String symbol, Measure.Reference reference, String... suffixes) {
        Measure measure = find(symbol).against(reference);
        for (String suffix : suffixes) {
            put(measure, symbol + suffix);
            INTERVALS.put(symbol + suffix, symbol);
        }
    }

    private static void offset(Measure measure, String interval, String... symbols) {
        put(measure, symbols);
        for (String symbol : symbols) {
            INTERVALS.put(symbol, interval);
        }
    }

    private static void put(Measure measure, String... symbols) {
        for (String symbol : symbols) {
            if (UNITS.put(symbol, measure) != null) {
                throw new IllegalStateException("unit '" + symbol + "' is defined twice");
            }
        }
    }
}
