package io.ringmain.perf.peer;

/**
 * The mission database of an instance, as XTCE: a float64 parameter a tag with one upper warning limit, and a container
 * a packet number.
 */
final class YamcsDatabase {
    static final String SPACE = "peer";
    /** The limit of {@link io.ringmain.perf.Sites}' first alarm. */
    static final double LIMIT = 90;

    private YamcsDatabase() {}

    static String parameter(int tag) {
        return "T" + tag;
    }

    static String xtce(PacketLayout layout) {
        StringBuilder text = new StringBuilder(64 * 1024);
        text.append("""
                <?xml version="1.0" encoding="UTF-8"?>
                <SpaceSystem name="%s" xmlns="http://www.omg.org/spec/XTCE/20180204">
                <TelemetryMetaData>
                <ParameterTypeSet>
                <IntegerParameterType name="number" signed="true" sizeInBits="32">
                <IntegerDataEncoding sizeInBits="32" encoding="twosComplement"/>
                </IntegerParameterType>
                <FloatParameterType name="value" sizeInBits="64">
                <FloatDataEncoding sizeInBits="64" encoding="IEEE754_1985"/>
                <DefaultAlarm><StaticAlarmRanges><WarningRange maxInclusive="%s"/></StaticAlarmRanges></DefaultAlarm>
                </FloatParameterType>
                </ParameterTypeSet>
                <ParameterSet>
                <Parameter name="number" parameterTypeRef="number"/>
                """.formatted(SPACE, LIMIT));
        for (int tag = 0; tag < layout.tags(); tag++) {
            text.append("<Parameter name=\"").append(parameter(tag)).append("\" parameterTypeRef=\"value\"/>\n");
        }
        text.append(
                "</ParameterSet>\n<ContainerSet>\n<SequenceContainer name=\"Packet\" abstract=\"true\">\n<EntryList>");
        entry(text, "number", PacketLayout.NUMBER_AT);
        text.append("</EntryList>\n</SequenceContainer>\n");
        for (int number = 0; number < layout.numbers(); number++) {
            container(text, layout, number);
        }
        return text.append("</ContainerSet>\n</TelemetryMetaData>\n</SpaceSystem>\n")
                .toString();
    }

    private static void container(StringBuilder text, PacketLayout layout, int number) {
        text.append("<SequenceContainer name=\"Packet").append(number).append("\">\n<EntryList>\n");
        for (int value = 0; value < layout.values(); value++) {
            entry(text, parameter(layout.firstTagOf(number) + value), layout.valueAt(value));
        }
        text.append("</EntryList>\n<BaseContainer containerRef=\"Packet\"><RestrictionCriteria>")
                .append("<Comparison parameterRef=\"number\" value=\"")
                .append(number)
                .append("\"/></RestrictionCriteria></BaseContainer>\n</SequenceContainer>\n");
    }

    private static void entry(StringBuilder text, String parameter, int at) {
        text.append("<ParameterRefEntry parameterRef=\"")
                .append(parameter)
                .append("\"><LocationInContainerInBits referenceLocation=\"containerStart\"><FixedValue>")
                .append(at * Byte.SIZE)
                .append("</FixedValue></LocationInContainerInBits></ParameterRefEntry>\n");
    }
}
