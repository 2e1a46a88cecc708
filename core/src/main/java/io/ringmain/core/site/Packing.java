package io.ringmain.core.site;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.tag.TagDefinition;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How definitions of one kind become bytes and come back.
 *
 * @param nameOf the name, which stands apart
 * @param writer writes everything else
 * @param reader reads it, given the name
 */
record Packing<T>(
        Function<T, String> nameOf, DefinitionOutput.Writer<T> writer, BiFunction<DefinitionInput, String, T> reader) {
    static final Packing<TagDefinition> TAGS = new Packing<>(TagDefinition::name, TagCodec::put, TagCodec::get);
    static final Packing<AlarmDefinition> ALARMS =
            new Packing<>(AlarmDefinition::name, AlarmCodec::put, AlarmCodec::get);
}
