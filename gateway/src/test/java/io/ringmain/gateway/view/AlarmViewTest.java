package io.ringmain.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmLevel;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmViewTest {
    private static final AlarmDefinition ALARM = AlarmDefinition.of(
            "A.MULTI",
            "A",
            new AlarmCondition.MultiLimit(List.of(level(AlarmKind.HIHI, 90, 4), level(AlarmKind.HI, 80, 2))));

    private static AlarmLevel level(AlarmKind kind, int limit, int priority) {
        return new AlarmLevel(kind, BigDecimal.valueOf(limit), BigDecimal.ZERO, 0, 0, priority);
    }

    private static JsonNode view(AlarmSnapshot state) throws IOException {
        SitePlan site = SitePlan.EMPTY.next(new SiteDefinition(
                "view", List.of(), List.of(TagDefinition.internal("A", TagType.FLOAT64)), List.of(ALARM), List.of()));
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            AlarmView.write(out, site, ALARM, state);
        }
        return new ObjectMapper().readTree(text.toString());
    }

    @Test
    void shouldShowLimitAndPriorityOfThePresentLevel() throws IOException {
        AlarmSnapshot state = new AlarmSnapshot();
        state.level = AlarmKind.HI;
        JsonNode view = view(state);
        assertThat(view.get("level").asText()).isEqualTo("HI");
        assertThat(view.get("priority").asInt()).isEqualTo(2);
        assertThat(view.get("limit").asInt()).isEqualTo(80);
    }

    @Test
    void shouldShowTheHighestPriorityWhileNoLevelIsPresent() throws IOException {
        JsonNode view = view(new AlarmSnapshot());
        assertThat(view.get("level").isNull()).isTrue();
        assertThat(view.get("priority").asInt()).isEqualTo(4);
        assertThat(view.get("limit").isNull()).isTrue();
    }
}
