package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.connectors.opcua.server.ServedPlantRun;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** What the tests of this package do with a plant. */
final class AlarmSite {
    static final int NAMESPACE = 2;

    private AlarmSite() {}

    static SiteDefinition of(List<TagDefinition> tags, List<AlarmDefinition> alarms) {
        return new SiteDefinition("test", List.of(), tags, alarms, List.of());
    }

    static TagDefinition bool(String name) {
        return TagDefinition.internal(name, TagType.BOOL);
    }

    /** An alarm of that name while its tag, of the name before the last dot, is true. */
    static AlarmDefinition alarm(String tag) {
        return AlarmDefinition.offNormal(tag, 0);
    }

    static String alarmName(String tag) {
        return alarm(tag).name();
    }

    static NodeId condition(String alarm) {
        return new NodeId(NAMESPACE, "Alarms/" + alarm);
    }

    static NodeId node(String id) {
        return new NodeId(NAMESPACE, id);
    }

    /** Sends a command of another way in; gives the standard's name of its status. */
    static String command(Plant plant, Command.Kind kind, String alarm, String user, String reason) {
        return command(plant, kind, alarm, user, reason, 0);
    }

    static String command(Plant plant, Command.Kind kind, String alarm, String user, String reason, long durationNs) {
        UUID id = UUID.randomUUID();
        Command command = new Command(
                id.getMostSignificantBits(),
                id.getLeastSignificantBits(),
                kind,
                plant.site().alarmId(alarm),
                0,
                null,
                0,
                "",
                0,
                durationNs,
                0,
                user,
                reason,
                "test");
        return Quality.name(plant.submit(command).join().statusCode());
    }

    static AlarmSnapshot state(ServedPlantRun run, String alarm) {
        run.plant().drain(5_000);
        AlarmSnapshot state = new AlarmSnapshot();
        run.plant().alarms().read(run.plant().site().alarmId(alarm), state);
        return state;
    }
}
