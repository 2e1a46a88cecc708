package io.ringmain.connectors.opcua.server.condition;

import static io.ringmain.connectors.opcua.server.condition.AlarmSite.alarm;
import static io.ringmain.connectors.opcua.server.condition.AlarmSite.alarmName;
import static io.ringmain.connectors.opcua.server.condition.AlarmSite.bool;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.connectors.opcua.server.ServedPlantRun;
import io.ringmain.connectors.testing.NodePeer;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmRationale;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.alarm.AlarmState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator at an alarm client of another maker. */
class NodeOpcuaAlarmClientTest {
    private static final String FIRE = alarmName("Fire");
    private static final String DOOR = alarmName("Door");

    @Test
    void shouldServeAnAlarmClientOfAnotherMaker(@TempDir Path folder) {
        AlarmDefinition fire = alarm("Fire").withPriority(3).withRationale(AlarmRationale.ofMessage("It burns"));
        ServedPlantRun run = new ServedPlantRun.Recipe()
                .site(AlarmSite.of(
                        List.of(bool("Fire"), bool("Door")),
                        List.of(fire.withPolicy(fire.policy().confirmed()), alarm("Door"))))
                .start(folder);
        try (run;
                NodePeer peer = NodePeer.start("alarm-client.js", run.url())) {
            run.publish("Door", true);
            run.plant().drain(5_000);
            peer.await("ready");
            run.publish("Fire", true);
            assertThat(peer.await("alarm " + FIRE))
                    .contains("\"active\":true", "\"acked\":false", "\"confirmed\":true", "\"retain\":true")
                    .contains("\"severity\":750", "\"source\":\"Fire\"", "\"message\":\"It burns\"");
            answer(peer, run);
            shelve(peer, run);
            // whoever comes back is told what stands: the same as over REST
            peer.say("again");
            assertThat(peer.await("alarm " + FIRE)).contains("\"acked\":true", "\"comment\":\"it is out\"");
            assertThat(peer.await("alarm " + DOOR)).contains("\"acked\":false");
            peer.say("list");
            assertThat(peer.await("list")).isEqualTo(DOOR + " " + FIRE);
        }
    }

    private static void answer(NodePeer peer, ServedPlantRun run) {
        peer.say("acknowledge " + FIRE + " fire brigade called");
        assertThat(peer.await("status")).isEqualTo("Good");
        assertThat(peer.await("alarm " + FIRE))
                .contains("\"acked\":true", "\"confirmed\":false", "\"comment\":\"fire brigade called\"")
                .contains("\"user\":\"anonymous-operator\"");
        peer.say("acknowledge " + FIRE + " once more");
        assertThat(peer.await("status")).isEqualTo("BadConditionBranchAlreadyAcked");
        peer.say("confirm " + FIRE + " it is out");
        assertThat(peer.await("status")).isEqualTo("Good");
        assertThat(peer.await("alarm " + FIRE)).contains("\"confirmed\":true", "\"comment\":\"it is out\"");
        assertThat(AlarmSite.state(run, FIRE).state).isEqualTo(AlarmState.ACKED);
    }

    private static void shelve(NodePeer peer, ServedPlantRun run) {
        peer.say("shelve " + FIRE + " 60000");
        assertThat(peer.await("status")).isEqualTo("Good");
        assertThat(peer.await("alarm " + FIRE)).contains("\"shelved\":\"Timed Shelved\"");
        peer.say("shelve " + FIRE + " 60000");
        assertThat(peer.await("status")).isEqualTo("BadConditionAlreadyShelved");
        assertThat(AlarmSite.state(run, FIRE).shelf).isEqualTo(AlarmSnapshot.Shelf.TIMED);
        peer.say("unshelve " + FIRE);
        assertThat(peer.await("status")).isEqualTo("Good");
        assertThat(peer.await("alarm " + FIRE)).contains("\"shelved\":\"Unshelved\"");
    }
}
