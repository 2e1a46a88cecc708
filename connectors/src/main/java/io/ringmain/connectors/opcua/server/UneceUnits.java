package io.ringmain.connectors.opcua.server;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;

/** Units as OPC 10000-8, 5.6.3 names them: by the codes of UNECE recommendation 20 where there is one. Thread: any. */
final class UneceUnits {
    private static final String NAMESPACE = "http://www.opcfoundation.org/UA/units/un/cefact";

    /** A code, and the symbols that stand for it. */
    private static final String[][] CODES = {
        {"P1", "%", "pct", "%RH", "% RH", "%rH", "vol%", "wt%"},
        {"NX", "‰"},
        {"59", "ppm", "ppmv"},
        {"61", "ppb"},
        {"C62", "1", "rev"},
        {"CEL", "°C", "degC", "deg C", "Cel"},
        {"FAH", "°F", "degF", "deg F", "[degF]"},
        {"KEL", "K"},
        {"MTR", "m", "meter", "metre"},
        {"KMT", "km"},
        {"CMT", "cm"},
        {"MMT", "mm"},
        {"4H", "um", "µm"},
        {"INH", "in", "inch"},
        {"FOT", "ft"},
        {"SMI", "mi", "mile"},
        {"MTK", "m2", "m²"},
        {"HAR", "ha"},
        {"MTQ", "m3", "m³"},
        {"LTR", "l", "L", "liter", "litre"},
        {"MLT", "ml", "mL"},
        {"GLL", "gal", "USgal"},
        {"BLL", "bbl"},
        {"KGM", "kg"},
        {"GRM", "g"},
        {"MGM", "mg"},
        {"TNE", "t", "tonne"},
        {"LBR", "lb", "lbs"},
        {"SEC", "s", "sec"},
        {"C26", "ms"},
        {"MIN", "min"},
        {"HUR", "h", "hr"},
        {"DAY", "d", "day"},
        {"BAR", "bar", "barg", "bara", "bar(g)", "bar(a)"},
        {"MBR", "mbar"},
        {"PAL", "Pa"},
        {"A97", "hPa"},
        {"KPA", "kPa"},
        {"MPA", "MPa"},
        {"PS", "psi", "PSI", "psig", "psia"},
        {"ATM", "atm"},
        {"HN", "mmHg", "mm[Hg]"},
        {"MQH", "m3/h", "m³/h"},
        {"MQS", "m3/s", "m³/s"},
        {"L2", "l/min", "L/min", "lpm", "LPM"},
        {"G51", "l/s", "L/s"},
        {"E32", "l/h", "L/h"},
        {"G2", "gal/min", "gpm", "GPM"},
        {"E93", "kg/h"},
        {"KGS", "kg/s"},
        {"E18", "t/h"},
        {"KMQ", "kg/m3", "kg/m³"},
        {"GL", "g/l", "g/L"},
        {"M1", "mg/l", "mg/L"},
        {"MTS", "m/s"},
        {"KMH", "km/h", "kph", "kmh"},
        {"HM", "mph"},
        {"KNT", "kn", "kt"},
        {"MSK", "m/s2", "m/s²"},
        {"RPM", "rpm", "RPM", "U/min", "rev/min", "r/min", "1/min"},
        {"HTZ", "Hz"},
        {"KHZ", "kHz"},
        {"MHZ", "MHz"},
        {"AMP", "A"},
        {"4K", "mA"},
        {"VLT", "V"},
        {"2Z", "mV"},
        {"KVT", "kV"},
        {"OHM", "Ohm", "ohm", "Ω"},
        {"WTT", "W"},
        {"KWT", "kW"},
        {"MAW", "MW"},
        {"D46", "VA"},
        {"KVA", "kVA"},
        {"D44", "var", "VAr"},
        {"KVR", "kvar", "kVAr"},
        {"WHR", "Wh"},
        {"KWH", "kWh"},
        {"MWH", "MWh"},
        {"AMH", "Ah"},
        {"JOU", "J"},
        {"KJO", "kJ"},
        {"NEW", "N"},
        {"B47", "kN"},
        {"NU", "Nm", "N.m", "N*m"},
        {"Q30", "pH"},
        {"2N", "dB"},
        {"DD", "°", "deg"},
        {"C81", "rad"},
        {"D10", "S/m"},
        {"G42", "uS/cm", "µS/cm"},
        {"H61", "mS/cm"},
        {"LUX", "lx"},
        {"C34", "mol"},
        {"A99", "bit"},
        {"AD", "B", "Byte"},
    };

    private static final Map<String, Integer> IDS = ids();

    private UneceUnits() {}

    private static Map<String, Integer> ids() {
        Map<String, Integer> ids = new HashMap<>();
        for (String[] row : CODES) {
            int id = 0;
            for (char c : row[0].toCharArray()) {
                id = id << 8 | c;
            }
            for (int i = 1; i < row.length; i++) {
                ids.put(row[i], id);
            }
        }
        return Map.copyOf(ids);
    }

    /** A unit by its symbol; the unit id is -1 where there is no code, as the standard wants it. */
    static EUInformation of(String symbol) {
        LocalizedText text = new LocalizedText("", symbol);
        return new EUInformation(NAMESPACE, IDS.getOrDefault(symbol, -1), text, text);
    }
}
