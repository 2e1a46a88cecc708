package io.ringmain.connectors.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.tag.Quality;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Core's status codes are the standard's (OPC 10000-6, annex A), as Milo has them. */
class QualityTest {

    static Stream<Field> codes() {
        return Stream.of(Quality.class.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()) && field.getType() == int.class);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void shouldBeTheStandards(Field code) throws IllegalAccessException {
        Map<String, Long> standard = new HashMap<>();
        for (Field field : StatusCodes.class.getFields()) {
            standard.put(field.getName().replace("_", "").toUpperCase(), field.getLong(null));
        }
        standard.put("GOOD", 0L);
        standard.put("UNCERTAIN", 0x4000_0000L);
        standard.put("BAD", 0x8000_0000L);
        assertThat(standard.get(code.getName().replace("_", "")))
                .as(code.getName())
                .isEqualTo(Integer.toUnsignedLong(code.getInt(null)));
    }
}
