package io.ringmain.connectors.opcua.server.condition;

import static io.ringmain.connectors.opcua.server.condition.AlarmSite.alarm;
import static io.ringmain.connectors.opcua.server.condition.AlarmSite.alarmName;
import static io.ringmain.connectors.opcua.server.condition.AlarmSite.bool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.ringmain.connectors.opcua.server.ServedPlantRun;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.encoding.DefaultEncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.FilterOperator;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElement;
import org.eclipse.milo.opcua.stack.core.types.structured.ElementOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilterResult;
import org.eclipse.milo.opcua.stack.core.types.structured.FilterOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.LiteralOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What filters let through (OPC 10000-4, 7.7 and 7.22.3). */
class EventFilterTest {
    private static ServedPlantRun run;
    private static AlarmClient client;

    @BeforeAll
    static void start(@TempDir Path folder) throws UaException {
        List<TagDefinition> tags =
                List.of(bool("North.Door"), bool("South.Door"), TagDefinition.internal("North.Level", TagType.FLOAT64));
        List<AlarmDefinition> alarms = List.of(
                alarm("North.Door").withPriority(1),
                alarm("South.Door").withPriority(3),
                AlarmDefinition.limit("North.Level", AlarmKind.HI, 80).withPriority(2));
        run = new ServedPlantRun.Recipe().site(AlarmSite.of(tags, alarms)).start(folder);
        run.publish("North.Door", true);
        run.publish("South.Door", true);
        run.publish("North.Level", 90);
        run.plant().drain(5_000);
        client = AlarmClient.connect(run.url());
    }

    @AfterAll
    static void stop() throws UaException {
        client.close();
        run.close();
    }

    private static ContentFilterElement element(FilterOperator operator, Object... operands) {
        ExtensionObject[] encoded = new ExtensionObject[operands.length];
        for (int i = 0; i < operands.length; i++) {
            FilterOperand operand =
                    operands[i] instanceof FilterOperand given ? given : new LiteralOperand(new Variant(operands[i]));
            encoded[i] = ExtensionObject.encode(DefaultEncodingContext.INSTANCE, operand);
        }
        return new ContentFilterElement(operator, encoded);
    }

    private static ElementOperand at(int index) {
        return new ElementOperand(uint(index));
    }

    /** The conditions that a refresh through that filter tells. */
    private static List<Object> through(ContentFilterElement... where) throws UaException {
        AlarmClient own = AlarmClient.connect(run.url());
        try (own) {
            own.subscribe(NodeIds.Server, AlarmClient.filter(where), 0);
            return own.refresh().stream().map(e -> e.get("ConditionName")).toList();
        }
    }

    @Test
    void shouldLetThroughWhatEachOperatorSays() throws UaException {
        SimpleAttributeOperand severity = AlarmClient.operand("Severity");
        SimpleAttributeOperand source = AlarmClient.operand("SourceName");
        String north = alarmName("North.Door");
        String south = alarmName("South.Door");
        Map<String, ContentFilterElement[]> filters = new LinkedHashMap<>();
        filters.put(
                "North.Level.HI", new ContentFilterElement[] {element(FilterOperator.OfType, NodeIds.LimitAlarmType)});
        filters.put(north + " " + south, new ContentFilterElement[] {
            element(FilterOperator.Not, at(1)), element(FilterOperator.OfType, NodeIds.NonExclusiveLimitAlarmType)
        });
        filters.put(
                south + " North.Level.HI",
                new ContentFilterElement[] {element(FilterOperator.GreaterThanOrEqual, severity, ushort(500))});
        filters.put("North.Level.HI ", new ContentFilterElement[] {
            element(FilterOperator.And, at(1), at(2)),
            element(FilterOperator.GreaterThan, severity, 250),
            element(FilterOperator.LessThan, severity, 750)
        });
        filters.put(north + " " + south + " ", new ContentFilterElement[] {
            element(FilterOperator.Or, at(1), at(2)),
            element(FilterOperator.Equals, source, "North.Door"),
            element(FilterOperator.Equals, source, "South.Door")
        });
        filters.put(
                north + " North.Level.HI",
                new ContentFilterElement[] {element(FilterOperator.Like, source, "North.%")});
        filters.put(
                south, new ContentFilterElement[] {element(FilterOperator.InList, source, "West.Door", "South.Door")});
        filters.put(
                "  North.Level.HI",
                new ContentFilterElement[] {element(FilterOperator.Between, severity, ushort(400), ushort(600))});
        filters.put(" North.Level.HI", new ContentFilterElement[] {
            element(FilterOperator.Not, at(1)), element(FilterOperator.IsNull, AlarmClient.operand("HighLimit"))
        });
        filters.put(north, new ContentFilterElement[] {
            element(FilterOperator.Equals, AlarmClient.operand(AlarmClient.CONDITION_ID), AlarmSite.condition(north))
        });
        for (Map.Entry<String, ContentFilterElement[]> filter : filters.entrySet()) {
            assertThat(through(filter.getValue())).as(filter.getKey()).containsExactlyInAnyOrder((Object[])
                    filter.getKey().strip().split(" +"));
        }
    }

    /** Each element stands twice in the one before: looked at again and again it would take for ever. */
    @Test
    void shouldDecideSoonHoweverOftenElementsAreReferredTo() throws UaException {
        ContentFilterElement[] elements = new ContentFilterElement[WhereClause.MOST_ELEMENTS];
        for (int i = 0; i < elements.length - 1; i++) {
            elements[i] = element(FilterOperator.And, at(i + 1), at(i + 1));
        }
        elements[elements.length - 1] = element(FilterOperator.OfType, NodeIds.LimitAlarmType);
        assertThat(through(elements)).containsExactly("North.Level.HI");
    }

    @Test
    void shouldRefuseAFilterThatIsTooLong() throws UaException {
        ContentFilterElement[] elements = new ContentFilterElement[WhereClause.MOST_ELEMENTS + 1];
        Arrays.fill(elements, element(FilterOperator.OfType, NodeIds.LimitAlarmType));
        assertThat(item(AlarmClient.filter(elements)).getCreateResult())
                .contains(new StatusCode(StatusCodes.Bad_EventFilterInvalid));
    }

    private static OpcUaMonitoredItem item(EventFilter filter) throws UaException {
        AlarmClient own = AlarmClient.connect(run.url());
        try (own) {
            own.subscribe(NodeIds.Server, filter, 0);
            return own.item();
        }
    }

    @Test
    void shouldRefuseAConditionThatCanNotBeDecided() throws UaException {
        for (ContentFilterElement wrong : List.of(
                element(FilterOperator.RelatedTo, at(1)),
                element(FilterOperator.And, at(0), at(0)),
                element(FilterOperator.Equals, 1))) {
            OpcUaMonitoredItem item = item(AlarmClient.filter(wrong));
            assertThat(item.getCreateResult()).contains(new StatusCode(StatusCodes.Bad_EventFilterInvalid));
        }
    }

    @Test
    void shouldGiveNullForAFieldThatDoesNotExistAndTheRestAllTheSame() throws UaException {
        SimpleAttributeOperand[] clauses = {
            AlarmClient.operand("EventId"),
            new SimpleAttributeOperand(
                    NodeIds.AlarmConditionType,
                    new QualifiedName[] {new QualifiedName(0, "NoSuchThing")},
                    AttributeId.Value.uid(),
                    null),
            new SimpleAttributeOperand(
                    new NodeId(2, "NoSuchType"),
                    new QualifiedName[] {new QualifiedName(0, "Message")},
                    AttributeId.Value.uid(),
                    null),
        };
        AlarmClient own = AlarmClient.connect(run.url());
        try (own) {
            own.subscribe(NodeIds.Server, new EventFilter(clauses, new ContentFilter(null)), 0);
            ExtensionObject encoded = own.item().getFilterResult().orElseThrow();
            EventFilterResult result = (EventFilterResult) encoded.decode(DefaultEncodingContext.INSTANCE);
            assertThat(result.getSelectClauseResults())
                    .extracting(StatusCode::isGood)
                    .containsExactly(true, false, false);
            own.call(NodeIds.ConditionType, NodeIds.ConditionType_ConditionRefresh, own.subscriptionId());
            await().until(() -> own.events().size() >= 5);
            assertThat(own.events()).allMatch(event -> event.get("EventId") != null);
        }
    }

    @Test
    void shouldTakeAnotherFilterOnTheWay() throws UaException {
        AlarmClient own = AlarmClient.connect(run.url());
        try (own) {
            own.subscribe(
                    NodeIds.Server, AlarmClient.filter(element(FilterOperator.OfType, NodeIds.LimitAlarmType)), 0);
            assertThat(own.refresh()).hasSize(1);
            own.item().setFilter(AlarmClient.filter());
            own.subscription().modifyMonitoredItems();
            assertThat(own.refresh()).hasSize(3);
        }
    }

    @Test
    void shouldBoundHowManyItemsOfASessionWantEvents() throws UaException {
        AlarmClient own = AlarmClient.connect(run.url());
        try (own) {
            own.subscribe();
            for (int i = 0; i < 20; i++) {
                own.subscription()
                        .addMonitoredItem(OpcUaMonitoredItem.newEventItem(NodeIds.Server, AlarmClient.filter()));
            }
            own.subscription().createMonitoredItems();
            assertThat(own.subscription().getMonitoredItems())
                    .extracting(item -> item.getCreateResult().orElseThrow())
                    .filteredOn(StatusCode::isBad)
                    .containsExactly(new StatusCode(StatusCodes.Bad_TooManyMonitoredItems));
        }
    }
}
