package io.ringmain.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published schema knows the same keys and values as the reader. */
class SiteSchemaTest {
    private static JsonNode schema;

    @BeforeAll
    static void load() throws Exception {
        schema = new ObjectMapper().readTree(SiteFile.schema());
    }

    @Test
    void shouldKnowTheSameKeys() {
        assertKeys("", SiteReader.KEYS);
        SettingsSections.KEYS.forEach((section, keys) -> assertKeys("/properties/" + section, keys));
        assertKeys("/properties/auth/properties/password", AuthSection.PASSWORD_KEYS);
        assertKeys("/properties/auth/properties/lockout", AuthSection.LOCKOUT_KEYS);
        assertKeys("/properties/auth/properties/oidc", OidcSection.KEYS);
        assertKeys("/properties/http/properties/tls", HttpSection.TLS_KEYS);
        assertKeys("/properties/http/properties/limits", HttpSection.LIMIT_KEYS);
        assertKeys("/properties/historian/properties/questdb", SettingsSections.QUESTDB_KEYS);
        assertKeys("/properties/historian/properties/sql", SqlSection.KEYS);
        assertKeys("/properties/jobs/properties/redis", JobsSection.REDIS_KEYS);
        assertKeys("/properties/journal/properties/durability", JournalSection.DURABILITY_KEYS);
        assertKeys("/properties/tags/items", TagSection.KEYS);
        assertKeys("/properties/tags/items/properties/source", TagSection.SOURCE_KEYS);
        assertKeys("/properties/tags/items/properties/scaling", ConditioningSection.SCALING_KEYS);
        assertKeys("/properties/tags/items/properties/filters/items", ConditioningSection.FILTER_KEYS);
        assertKeys("/properties/alarms/items", AlarmSection.KEYS);
        assertKeys("/properties/alarms/items/properties/levels", AlarmConditionSection.LEVELS);
        assertKeys("/$defs/alarmLevel", AlarmConditionSection.LEVEL_KEYS);
        assertKeys("/properties/alarm-groups/items", AlarmGroupSection.KEYS);
        assertKeys("/properties/templates/items", Templates.KEYS);
        assertKeys("/$defs/instance", Templates.INSTANCE_KEYS);
        String machine = "/properties/machines/items";
        assertKeys(machine, MachineSection.KEYS);
        assertKeys(machine + "/properties/states/additionalProperties", ProgramSection.STATE_KEYS);
        assertKeys(machine + "/properties/transitions/items", ProgramSection.TRANSITION_KEYS);
        assertKeys(machine + "/properties/attributes/additionalProperties/oneOf/1", ProgramSection.ATTRIBUTE_KEYS);
        List<String> shared = new ArrayList<>(ConnectorSection.KEYS);
        shared.addAll(ConnectorSection.SHARED_KEYS);
        assertThat(keys("/properties/connectors/items")).containsExactlyInAnyOrderElementsOf(shared);
    }

    @Test
    void shouldKnowTheSameValues() {
        assertValues("/properties/site/properties/threading", SettingsSections.THREADING.keySet());
        assertValues("/properties/site/properties/idle", SettingsSections.IDLE.keySet());
        assertValues("/properties/http/properties/metrics", HttpSection.METRICS.keySet());
        assertValues("/properties/http/properties/access-log", HttpSection.ACCESS_LOG.keySet());
        assertValues("/properties/logging/properties/format", SettingsSections.LOG_FORMATS.keySet());
        assertValues("/properties/jobs/properties/queue", JobsSection.QUEUES.keySet());
        assertValues("/properties/historian/properties/sql/properties/tls", SqlSection.TLS.keySet());
        assertValues("/properties/historian/properties/sql/properties/monitor", SqlSection.MONITORS.keySet());
        JournalSection.DURABILITY_KEYS.forEach(key -> assertValues(
                "/properties/journal/properties/durability/properties/" + key, JournalSection.DURABILITY.keySet()));
        assertValues("/properties/tags/items/properties/type", TagSection.TYPES.keySet());
        assertValues("/properties/tags/items/properties/source/properties/mode", TagSection.MODES.keySet());
        String scaling = "/properties/tags/items/properties/scaling/properties/";
        assertValues(scaling + "outside", ConditioningSection.OUTSIDE.keySet());
        assertValues(scaling + "raw-type", ConditioningSection.RAW_TYPES.keySet());
        String filter = "/properties/tags/items/properties/filters/items/properties/";
        assertValues(filter + "kind", ConditioningSection.FILTERS.keySet());
        assertValues(filter + "method", ConditioningSection.METHODS.keySet());
        assertValues(filter + "shown", ConditioningSection.SHOWN.keySet());
        assertValues(filter + "quality", ConditioningSection.QUALITIES.keySet());
        assertValues("/properties/alarms/items/properties/kind", AlarmSection.KINDS.keySet());
    }

    @Test
    void shouldKnowTheSameDirections() {
        assertValues("/properties/alarms/items/properties/direction", AlarmConditionSection.DIRECTIONS.keySet());
    }

    @Test
    void shouldDescribeEveryKey() {
        List<JsonNode> properties = new ArrayList<>(schema.findValues("properties"));

        assertThat(properties)
                .allSatisfy(group -> assertThat(group)
                        .allSatisfy(property -> assertThat(
                                        property.path("description").asText())
                                .isNotEmpty()));
    }

    private static void assertKeys(String pointer, Collection<String> known) {
        assertThat(keys(pointer)).as(pointer).containsExactlyInAnyOrderElementsOf(known);
        assertThat(schema.at(pointer + "/additionalProperties").asBoolean(true))
                .as(pointer)
                .isFalse();
    }

    private static List<String> keys(String pointer) {
        List<String> names = new ArrayList<>();
        schema.at(pointer + "/properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void assertValues(String pointer, Collection<String> known) {
        List<String> values = new ArrayList<>();
        schema.at(pointer + "/enum").forEach(value -> values.add(value.asText()));
        assertThat(values).as(pointer).containsExactlyInAnyOrderElementsOf(known);
    }
}
