package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;

import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.MachineRequest;
import io.ringmain.core.machine.MachineSnapshot;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.MachineWork;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A plant with one {@link ValveMachine}, and short ways to ask it for things. Thread: one. */
final class MachinePlant {
    final List<MachineRequest> asked = new ArrayList<>();
    final List<String> changes = new ArrayList<>();
    MachineWork.Answer answer;
    final TestPlant plant;
    private long nextCommand = 1_000;

    MachinePlant() {
        plant = new TestPlant(site(SECOND, Map.of()))
                .machines(new ValveMachine())
                .work(new MachineWork() {
                    @Override
                    public String kind() {
                        return "ask";
                    }

                    @Override
                    public void onRequest(MachineRequest request, Answer to) {
                        asked.add(request);
                        answer = to;
                    }
                });
        start();
    }

    static SiteDefinition site(long intervalNs, Map<String, AttributeValue> attributes) {
        return new SiteDefinition(
                "valves",
                List.of(),
                List.of(
                        TagDefinition.internal("Mode", TagType.INT64),
                        TagDefinition.internal("Speed", TagType.FLOAT64),
                        TagDefinition.internal("Count", TagType.INT64)),
                List.of(),
                List.of(new MachineDefinition(
                        "Valve",
                        "valve",
                        intervalNs,
                        Map.of("mode", "Mode", "speed", "Speed", "count", "Count"),
                        attributes)));
    }

    MachinePlant start() {
        plant.start();
        plant.plant().addListener(new OutcomeListener() {
            @Override
            public void onMachine(long sequence, int machineId, int from, int to, int cause, long ringTimeNs) {
                changes.add(io.ringmain.core.machine.MachineCause.name(cause) + " " + from + ">" + to);
            }
        });
        return this;
    }

    MachineSnapshot valve() {
        return plant.machine("Valve");
    }

    MachinePlant steps(int count) {
        for (int i = 0; i < count; i++) {
            plant.tick(SECOND);
        }
        return this;
    }

    MachinePlant mode(int mode) {
        plant.count("Mode", mode);
        return this;
    }

    CommandOutcome transition(int to) {
        return transition(to, "ada");
    }

    CommandOutcome transition(int to, String user) {
        return submit(Command.Kind.TRANSITION, 0, null, 0, 0, to, user);
    }

    CommandOutcome confirm(int to, long token, String user) {
        return submit(Command.Kind.CONFIRM_TRANSITION, token, null, 0, 0, to, user);
    }

    CommandOutcome set(int attribute, TagType type, long bits) {
        return submit(Command.Kind.SET_ATTRIBUTE, 0, type, bits, 0, attribute, "ada");
    }

    CommandOutcome set(int attribute, double value) {
        return set(attribute, TagType.FLOAT64, Double.doubleToLongBits(value));
    }

    CommandOutcome interval(long ns) {
        return submit(Command.Kind.SET_INTERVAL, 0, null, 0, ns, 0, "ada");
    }

    private CommandOutcome submit(
            Command.Kind kind, long occurrence, TagType type, long bits, long durationNs, int item, String user) {
        int id = plant.plant().site().machineId("Valve");
        return plant.submit(new Command(
                        8, nextCommand++, kind, id, occurrence, type, bits, "", 0, durationNs, item, user, "because"))
                .join();
    }
}
