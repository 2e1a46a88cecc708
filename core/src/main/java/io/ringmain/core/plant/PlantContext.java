package io.ringmain.core.plant;

import io.ringmain.core.logic.Logic;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.pipeline.Durability;
import io.ringmain.core.pipeline.Idle;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.site.EpochInfo;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SiteProblem;
import io.ringmain.core.site.SiteRules;
import io.ringmain.core.spi.AccessControl;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.History;
import io.ringmain.core.spi.JournalStore;
import io.ringmain.core.spi.MachineWork;
import io.ringmain.core.spi.SnapshotStore;
import io.ringmain.core.system.SystemSite;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * What a plant is made of. Set what differs from the defaults, then hand it to {@link Plant#launch}, which concludes it:
 * after that nothing can be changed.
 *
 * <p>Thread: one.
 */
public final class PlantContext {
    private SiteDefinition site;
    private JournalStore journalStore;
    private SnapshotStore snapshotStore;
    private ThreadingMode mode =
            Runtime.getRuntime().availableProcessors() > 3 ? ThreadingMode.DEDICATED : ThreadingMode.SHARED;
    private Idle idle = Idle.PARK;
    private Durability durability = Durability.DEFAULT;
    private int ringSize = 16 * 1024;
    private int outboxSize = 16 * 1024;
    private long snapshotIntervalNs = 300_000_000_000L;
    private List<ConnectorProvider> connectorProviders = List.of();
    private Map<String, Machine> machineTypes = Map.of();
    private List<MachineWork> machineWork = List.of();
    private Map<String, String> machineJars = Map.of();
    private History history;
    private AccessControl access;
    private Path dataFolder;
    private LongSupplier monotonicNs = System::nanoTime;
    private LongSupplier wallClockNs = PlantContext::systemWallClockNs;
    private boolean isSound;
    private boolean isConcluded;

    private static long systemWallClockNs() {
        java.time.Instant now = java.time.Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    private PlantContext set(Runnable change) {
        if (isConcluded) {
            throw new IllegalStateException("the context is concluded, nothing can be changed any more");
        }
        change.run();
        return this;
    }

    public PlantContext site(SiteDefinition definition) {
        return set(() -> {
            site = definition;
            isSound = false;
        });
    }

    /**
     * The same for one that {@link SystemSite} has completed and {@link SiteRules#check} has found sound with the same
     * connectors and machines, which takes its time.
     */
    public PlantContext soundSite(SiteDefinition definition) {
        return set(() -> {
            site = definition;
            isSound = true;
        });
    }

    public PlantContext journalStore(JournalStore store) {
        return set(() -> journalStore = store);
    }

    public PlantContext snapshotStore(SnapshotStore store) {
        return set(() -> snapshotStore = store);
    }

    public PlantContext mode(ThreadingMode threading) {
        return set(() -> mode = threading);
    }

    /** What the stages' threads do when there is nothing to do; PARK by default. */
    public PlantContext idle(Idle strategy) {
        return set(() -> idle = strategy);
    }

    /** Which records have to be on disk, and are waited for. */
    public PlantContext durability(Durability classes) {
        return set(() -> durability = classes);
    }

    /** Slots in the ring, a power of two from 64. */
    public PlantContext ringSize(int slots) {
        return set(() -> ringSize = slots);
    }

    /** Results that can be under way, a power of two from 8,192. */
    public PlantContext outboxSize(int results) {
        return set(() -> outboxSize = results);
    }

    /** Time between two snapshots, ns; 0 takes them at stop only. */
    public PlantContext snapshotIntervalNs(long interval) {
        return set(() -> snapshotIntervalNs = interval);
    }

    public PlantContext connectorProviders(List<ConnectorProvider> providers) {
        return set(() -> connectorProviders = List.copyOf(providers));
    }

    public PlantContext machines(List<Machine> machines) {
        return set(() -> {
            Map<String, Machine> types = new LinkedHashMap<>();
            machines.forEach(machine -> types.put(machine.declaration().type(), machine));
            machineTypes = types;
        });
    }

    /** Who does what machines ask for; a machine whose request nobody does sees BadNotSupported. */
    public PlantContext machineWork(List<MachineWork> works) {
        return set(() -> machineWork = List.copyOf(works));
    }

    /** SHA-256 of each jar of user machines by its file name, for the epoch's record. */
    public PlantContext machineJars(Map<String, String> sha256ByName) {
        return set(() -> machineJars = Map.copyOf(sha256ByName));
    }

    /** Stored samples for connectors that serve them; none by default. */
    public PlantContext history(History samples) {
        return set(() -> history = samples);
    }

    /** Who may do what with connectors that serve others; nobody by default. */
    public PlantContext access(AccessControl control) {
        return set(() -> access = control);
    }

    /** Where connectors keep what is their own; without it those that need a folder can not start. */
    public PlantContext dataFolder(Path folder) {
        return set(() -> dataFolder = folder);
    }

    /** Clocks of a test: a monotonic one and the wall clock, both in ns. */
    public PlantContext clocks(LongSupplier monotonic, LongSupplier wallClock) {
        return set(() -> {
            monotonicNs = monotonic;
            wallClockNs = wallClock;
        });
    }

    /**
     * Checks everything and freezes it.
     *
     * @throws IllegalArgumentException naming each thing that is wrong
     */
    void conclude() {
        Objects.requireNonNull(site, "site");
        Objects.requireNonNull(journalStore, "journalStore");
        Objects.requireNonNull(snapshotStore, "snapshotStore");
        require(ringSize >= 64 && Integer.bitCount(ringSize) == 1, "ringSize", ringSize, "a power of two from 64");
        require(
                outboxSize >= 8192 && Integer.bitCount(outboxSize) == 1,
                "outboxSize",
                outboxSize,
                "a power of two from 8192");
        require(snapshotIntervalNs >= 0, "snapshotIntervalNs", snapshotIntervalNs, "0 or more");
        if (!isSound) {
            site = new SystemSite(site, connectorProviders).complete();
        }
        List<SiteProblem> problems = isSound ? List.of() : SiteRules.check(site, machineTypes.values());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("the site definition is not sound: " + problems);
        }
        isConcluded = true;
    }

    private static void require(boolean holds, String key, long value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(key + " is " + value + ", must be " + allowed);
        }
    }

    /** Null once it is in force. */
    SiteDefinition site() {
        return site;
    }

    /** It is in force now, as a plan; that of a big site is not to be kept a second time. */
    void forgetSite() {
        site = null;
    }

    JournalStore journalStore() {
        return journalStore;
    }

    SnapshotStore snapshotStore() {
        return snapshotStore;
    }

    ThreadingMode mode() {
        return mode;
    }

    Idle idle() {
        return idle;
    }

    Durability durability() {
        return durability;
    }

    int ringSize() {
        return ringSize;
    }

    int outboxSize() {
        return outboxSize;
    }

    long snapshotIntervalNs() {
        return snapshotIntervalNs;
    }

    EpochInfo epochInfo() {
        return presentInfo(machineJars);
    }

    /** What executes LOGIC here and now. */
    static EpochInfo presentInfo(Map<String, String> jars) {
        return new EpochInfo(Logic.VERSION, Runtime.version().toString(), jars);
    }

    List<MachineWork> machineWork() {
        return machineWork;
    }

    List<ConnectorProvider> connectorProviders() {
        return connectorProviders;
    }

    Map<String, Machine> machineTypes() {
        return machineTypes;
    }

    Path dataFolder() {
        return dataFolder;
    }

    /** What connectors are given that serve the plant. */
    ServedPlant serving(Plant plant) {
        return new ServedPlant(plant, history, access, journalStore::reader);
    }

    LongSupplier monotonicNs() {
        return monotonicNs;
    }

    LongSupplier wallClockNs() {
        return wallClockNs;
    }
}
