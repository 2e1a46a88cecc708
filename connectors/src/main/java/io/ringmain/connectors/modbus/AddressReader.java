package io.ringmain.connectors.modbus;

import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import io.ringmain.core.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads addresses: {@code [unit/]kind:offset[:type][:order]}, or {@code [unit/]40001[:type][:order]} where the device is
 * documented that way. A mistake is an {@link IllegalArgumentException} that says what is allowed.
 *
 * <p>Thread: any.
 */
final class AddressReader {
    static final String UNIT = "unit";
    static final String ORDER = "order";
    private static final List<String> OPTIONS = List.of(UNIT, ORDER);
    private static final String FORMS = "allowed are forms such as coil:7, holding:100, input:200:float32, "
            + "holding:10:bit3, holding:40:string8, 3/holding:20:int32:CDAB";
    private static final Pattern ADDRESS =
            Pattern.compile("(?:(\\d{1,3})/)?(?:([a-zA-Z]+):(\\d{1,6})|([0134]\\d{4,5}))((?::[a-zA-Z0-9\\[\\]]+)*)");
    private static final Pattern BIT = Pattern.compile("bit(\\d{1,2})");
    private static final Pattern TEXT = Pattern.compile("string(\\d{1,3})");
    private static final Pattern ELEMENTS = Pattern.compile("([a-z0-9]+)\\[(\\d{1,3})]");
    private static final int MOST_OFFSET = 65_535;
    private static final int MOST_UNIT = 255;
    private static final int MOST_BIT = 15;

    private final ModbusSettings settings;

    AddressReader(ModbusSettings settings) {
        this.settings = settings;
    }

    /** The address of a tag, with its options, checked against the tag's type. */
    ModbusAddress read(TagDefinition tag) {
        ModbusAddress address = read(tag.source().address(), tag.source().options());
        TagType type = tag.sourceType();
        if (type.isArray() != address.isArray()) {
            throw new IllegalArgumentException(
                    type.isArray()
                            ? "the tag is an array, allowed are forms such as holding:0:int16[10]"
                            : "an array needs a tag of type int64[] or float64[]");
        }
        if (type.isArray() && address.count() > tag.length()) {
            throw new IllegalArgumentException(
                    address.count() + " elements do not fit the tag, which has " + tag.length());
        }
        if (type == TagType.INT64_ARRAY && address.type().isReal()) {
            throw new IllegalArgumentException("real numbers need a tag of type float64[]");
        }
        if (address.type() == RegisterType.STRING && type != TagType.STRING) {
            throw new IllegalArgumentException("a text needs a tag of type string");
        }
        if (address.type().isReal() && type == TagType.BOOL) {
            throw new IllegalArgumentException("a real number is no bool");
        }
        return address;
    }

    ModbusAddress read(String text, Map<String, String> options) {
        for (String key : options.keySet()) {
            if (!OPTIONS.contains(key)) {
                throw new IllegalArgumentException("unknown option '" + key + "'" + NearestName.hint(key, OPTIONS)
                        + "; known are " + String.join(", ", OPTIONS));
            }
        }
        Matcher matcher = ADDRESS.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no Modbus address, " + FORMS);
        }
        int unit = unit(matcher.group(1), options.get(UNIT));
        boolean isNumber = matcher.group(4) != null;
        if (isNumber && settings.numbering() != ModbusSettings.Numbering.MODICON) {
            throw new IllegalArgumentException("'" + text + "' is allowed with addresses: modicon only, " + FORMS);
        }
        RegisterKind kind =
                isNumber ? RegisterKind.ofDigit(matcher.group(4).charAt(0)) : RegisterKind.ofLabel(matcher.group(2));
        if (kind == null) {
            throw new IllegalArgumentException("'" + matcher.group(2) + "' is no kind of register, allowed are "
                    + String.join(", ", RegisterKind.NAMES));
        }
        int number = Integer.parseInt(isNumber ? matcher.group(4).substring(1) : matcher.group(3));
        int offset = settings.numbering() == ModbusSettings.Numbering.ZERO ? number : number - 1;
        Details details = new Details(kind, order(options.get(ORDER)));
        for (String word : matcher.group(5).split(":")) {
            if (!word.isEmpty()) {
                details.take(word);
            }
        }
        ModbusAddress address = details.address(unit, offset);
        if (offset < 0 || address.end() - 1 > MOST_OFFSET) {
            throw new IllegalArgumentException("'" + text + "' is outside of the device's registers, allowed are "
                    + (settings.numbering() == ModbusSettings.Numbering.ZERO ? "0 to 65535" : "1 to 65536"));
        }
        if (address.span() > (kind.isBits() ? settings.maxBits() : settings.maxRegisters())) {
            throw new IllegalArgumentException("'" + text + "' needs more than one request");
        }
        return address;
    }

    private int unit(String prefix, String option) {
        String text = prefix != null ? prefix : option;
        if (text == null) {
            return settings.unit();
        }
        try {
            int unit = Integer.parseInt(text.trim());
            if (unit >= 0 && unit <= MOST_UNIT) {
                return unit;
            }
        } catch (NumberFormatException e) {
            // the same line as for a number out of range
        }
        throw new IllegalArgumentException("'" + text + "' is no unit id, allowed are 0 to 255");
    }

    private RegisterOrder order(String text) {
        RegisterOrder order = text == null ? settings.order() : RegisterOrder.ofLabel(text.trim());
        if (order == null) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no order of bytes, allowed are ABCD, CDAB, BADC, DCBA");
        }
        return order;
    }

    /** What stands behind the offset: type, bit, order, each at most once. */
    private static final class Details {
        private final RegisterKind kind;
        private RegisterOrder order;
        private RegisterType type;
        private int bit;
        private int count = 1;
        private boolean isArray;
        private boolean isOrderGiven;

        Details(RegisterKind kind, RegisterOrder order) {
            this.kind = kind;
            this.order = order;
        }

        void take(String word) {
            String lower = word.toLowerCase(Locale.ROOT);
            RegisterOrder given = RegisterOrder.ofLabel(lower);
            if (given != null && !isOrderGiven && !kind.isBits()) {
                isOrderGiven = true;
                order = given;
                return;
            }
            if (type == null && takeType(lower)) {
                return;
            }
            List<String> allowed = new ArrayList<>(kind.isBits() ? List.of("bool[n]") : RegisterType.NAMES);
            if (!kind.isBits()) {
                allowed.addAll(List.of("bit0 to bit15", "string1 to string125", "type[n]", "ABCD, CDAB, BADC, DCBA"));
            }
            throw new IllegalArgumentException("'" + word + "' is not possible here" + NearestName.hint(lower, allowed)
                    + "; allowed behind " + kind.label() + " are " + String.join(", ", allowed));
        }

        private boolean takeType(String word) {
            Matcher elements = ELEMENTS.matcher(word);
            if (elements.matches()) {
                count = Integer.parseInt(elements.group(2));
                isArray = true;
                boolean isBool = elements.group(1).equals("bool");
                if (kind.isBits()) {
                    type = isBool ? RegisterType.BOOL : null;
                } else {
                    type = RegisterType.ofLabel(elements.group(1));
                }
                return count > 0 && count <= TagValue.MAX_ELEMENTS && type != null;
            }
            if (kind.isBits()) {
                return false;
            }
            Matcher bits = BIT.matcher(word);
            if (bits.matches()) {
                bit = Integer.parseInt(bits.group(1));
                type = RegisterType.BIT;
                return bit <= MOST_BIT;
            }
            Matcher text = TEXT.matcher(word);
            if (text.matches()) {
                count = Integer.parseInt(text.group(1));
                type = RegisterType.STRING;
                return count > 0;
            }
            type = RegisterType.ofLabel(word);
            return type != null;
        }

        ModbusAddress address(int unit, int offset) {
            RegisterType meant = kind.isBits() ? RegisterType.BOOL : type == null ? RegisterType.UINT16 : type;
            return new ModbusAddress(unit, kind, offset, meant, bit, count, isArray, order);
        }
    }
}
