package io.ringmain.gateway.command;

import io.ringmain.core.plant.ConfigurationOutcome;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.site.Revision;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.Quality;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.gateway.config.ManagedSite;
import io.ringmain.gateway.config.PreparedChange;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.gateway.trail.AuditTrail;
import io.ringmain.gateway.trail.RequestMark;
import io.ringmain.gateway.versions.ChangedText;
import io.ringmain.gateway.versions.Versions;
import io.ringmain.gateway.view.Problem;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the site while it runs, one change after the other: first beside what is kept, then in the plant, then it
 * takes its place. What was confirmed is there after the next start.
 *
 * <p>Thread: any asks; its own does it and may wait, for the disk and for the plant.
 */
public final class SiteDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SiteDesk.class);
    private static final int MAX_WAITING = 64;
    private static final long PATIENCE_S = 30;

    /** The site's files read again. */
    public record Reread(SiteDefinition site, ManagedSite managed, List<String> notes) {
        public static Reread of(SiteConfiguration read) {
            return new Reread(read.site(), read.managed(), read.superseded());
        }
    }

    /** Reads the site's files again, with every problem when they are not sound. */
    public interface Reader {
        Reread read() throws ConfigurationException;
    }

    /** What is to be done with a definition. */
    public enum Action {
        CREATE,
        REPLACE,
        PATCH,
        REMOVE
    }

    /**
     * One definition to be changed.
     *
     * @param json the definition, or what of it changes; null to remove it
     * @param ifMatch entity tag that the caller has seen, {@code *} for any, empty when none was given
     */
    public record Edit(Section section, String name, Action action, String json, String ifMatch) {
        /** What makes one text of another, whatever it is by then; null for none. */
        public static Edit to(Section section, String name, String present, String wanted) {
            Action action = wanted == null ? Action.REMOVE : present == null ? Action.CREATE : Action.REPLACE;
            return new Edit(section, name, action, wanted, "*");
        }
    }

    private final Plant plant;
    private final DefinitionRights rights;
    private final Reader files;
    private final DefinitionNotes notes;
    private final Versions versions;
    private final ThreadPoolExecutor thread;
    private volatile ManagedSite managed;
    private volatile Runnable alongside = () -> {};

    /** Without versions. */
    public SiteDesk(Plant plant, ManagedSite managed, Reader files, AuditTrail trail) {
        this(plant, managed, files, trail, null);
    }

    /**
     * @param files null when there are none to be read again
     * @param trail hears what was written before and after each change
     * @param versions null when none are kept
     */
    public SiteDesk(Plant plant, ManagedSite managed, Reader files, AuditTrail trail, Versions versions) {
        this.plant = plant;
        this.versions = versions;
        rights = new DefinitionRights(plant);
        this.managed = managed;
        this.files = files;
        notes = new DefinitionNotes(trail);
        thread = new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), task -> {
            Thread made = new Thread(task, "configuration");
            made.setDaemon(true);
            return made;
        });
        thread.allowCoreThreadTimeOut(true);
        if (versions != null) {
            thread.execute(() -> find(new Revision("", "the site's files at a start"), 0));
        }
    }

    /** What has been changed besides: in the site's files. */
    private void find(Revision revision, long sequence) {
        ManagedSite present = managed;
        record(() -> versions.find(
                text -> {
                    for (Section section : Section.values()) {
                        present.forEach(section, (name, json) -> text.take(section.label(), name, json));
                    }
                },
                plant.nowNs(),
                revision.user(),
                revision.reason(),
                plant.site().version(),
                sequence));
    }

    /** The change itself is done by then. */
    private static void record(Runnable note) {
        try {
            note.run();
        } catch (UncheckedIOException e) {
            LOG.error("A change of the site is in force and in no version: {}", e.getMessage(), e);
        }
    }

    /** What is written, changes at run time included. Thread: any. */
    public ManagedSite managed() {
        return managed;
    }

    /** What is written for a definition, in JSON with the keys of the site file; null when it is not known. Thread: any. */
    public String text(Section section, String name) {
        return managed.text(section, name);
    }

    /** Entity tag of a definition, empty when there is none of that name. Thread: any. */
    public String etag(Section section, String name) {
        return DefinitionTags.of(managed, plant.site(), section, name);
    }

    /**
     * All of it or nothing. Fails with a {@link Problem} when it is refused.
     *
     * @param who may configure, at least some areas; which ones is looked at here
     */
    public CompletableFuture<ConfigurationOutcome> edit(List<Edit> edits, Revision revision, Principal who) {
        RequestMark mark = RequestMark.present();
        return run(() -> mark.during(() -> editNow(edits, revision, who)));
    }

    /** What else is to be read again whenever the site's files are. */
    public void onReload(Runnable value) {
        alongside = value;
    }

    /**
     * Reads the site's files again and makes the plant what they and the changes at run time say.
     *
     * @param origin where that was asked for
     */
    public CompletableFuture<ConfigurationOutcome> reload(Revision revision, String origin) {
        if (files == null) {
            return CompletableFuture.failedFuture(
                    new Problem(409, "no-site-file", "This site was not started from files that can be read again."));
        }
        RequestMark mark = RequestMark.present();
        return run(() -> {
            alongside.run();
            return mark.during(() -> reloadNow(revision, origin));
        });
    }

    private <T> CompletableFuture<T> run(Callable<T> task) {
        CompletableFuture<T> done = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                done.complete(task.call());
            } catch (Exception | Error e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    /**
     * Edits that are made out when it is their turn, so that nothing comes in between.
     *
     * @param isTried whether nothing is to be changed, and only told what would be wrong
     */
    public CompletableFuture<Attempt> attempt(EditPlan plan, Revision revision, Principal who, boolean isTried) {
        RequestMark mark = RequestMark.present();
        return run(() -> mark.during(() -> attemptNow(plan.edits(managed), revision, who, isTried)));
    }

    private ConfigurationOutcome editNow(List<Edit> edits, Revision revision, Principal who) {
        Attempt attempt = attemptNow(edits, revision, who, false);
        if (!attempt.faults().isEmpty()) {
            throw SiteFaults.unsound(attempt.faults());
        }
        return attempt.outcome();
    }

    private Attempt attemptNow(List<Edit> edits, Revision revision, Principal who, boolean isTried) {
        SitePlan site = plant.site();
        edits.forEach(edit -> rights.requirePresent(who, site, edit.section(), edit.name()));
        ManagedSite before = managed;
        ManagedSite.Draft draft = before.draft();
        for (Edit edit : edits) {
            DefinitionTags.requireMet(managed, site, edit);
            switch (edit.action()) {
                case CREATE, REPLACE -> draft.put(edit.section(), edit.name(), edit.json());
                case PATCH -> {
                    if (managed.text(edit.section(), edit.name()) == null) {
                        throw new Problem(
                                409, "definition-not-written", edit.name() + " stands in no file; replace it.");
                    }
                    draft.patch(edit.section(), edit.name(), edit.json());
                }
                case REMOVE -> draft.remove(edit.section(), edit.name());
            }
        }
        if (!draft.problems().isEmpty()) {
            return new Attempt(
                    draft.problems().stream()
                            .map(problem -> new Fault(problem.key(), problem.message()))
                            .toList(),
                    null);
        }
        edits.forEach(edit -> rights.requireWanted(who, site, draft.change(), edit.section(), edit.name()));
        SiteDefinition wanted = draft.change().applyTo(site.definition());
        if (isTried) {
            return new Attempt(SiteFaults.of(wanted, plant.check(wanted)), null);
        }
        ManagedSite next = draft.result();
        PreparedChange prepared = prepare(next);
        boolean isDone = false;
        try {
            ConfigurationOutcome outcome = configure(wanted, site.version(), revision);
            if (outcome.statusCode() == Quality.BAD_INVALID_ARGUMENT) {
                return new Attempt(SiteFaults.of(wanted, outcome.problems()), null);
            }
            SiteFaults.requireApplied(outcome, wanted);
            managed = next;
            prepared.commit();
            managed = next.kept();
            isDone = true;
            notes.changed(names(edits), before, next, revision, who.origin());
            note(edits, before, revision, outcome);
            return new Attempt(List.of(), outcome);
        } finally {
            if (!isDone) {
                prepared.abandon();
            }
        }
    }

    private static List<DefinitionNotes.Name> names(List<Edit> edits) {
        return edits.stream()
                .map(edit -> new DefinitionNotes.Name(edit.section(), edit.name()))
                .toList();
    }

    private void note(List<Edit> edits, ManagedSite before, Revision revision, ConfigurationOutcome outcome) {
        if (versions != null) {
            List<ChangedText> changes = edits.stream()
                    .map(edit -> new ChangedText(
                            edit.section().label(),
                            edit.name(),
                            before.text(edit.section(), edit.name()),
                            managed.text(edit.section(), edit.name())))
                    .toList();
            record(() -> versions.add(
                    plant.nowNs(), revision.user(), revision.reason(), outcome.version(), outcome.sequence(), changes));
        }
    }

    private static PreparedChange prepare(ManagedSite next) {
        try {
            return next.prepare();
        } catch (UncheckedIOException e) {
            LOG.error("A change of the site was refused: {}", e.getMessage(), e);
            throw Problem.unavailable(
                    "managed-file", "The place of changes can not be written; nothing was changed.", 30);
        }
    }

    private ConfigurationOutcome reloadNow(Revision revision, String origin) {
        SitePlan present = plant.site();
        Reread read;
        try {
            read = files.read();
        } catch (ConfigurationException e) {
            throw new Problem(422, "definition-unsound", e.getMessage());
        }
        read.notes().forEach(note -> LOG.warn("{}", note));
        ConfigurationOutcome outcome = configure(read.site(), present.version(), revision);
        SiteFaults.requireApplied(outcome, read.site());
        ManagedSite before = managed;
        managed = read.managed();
        notes.changed(DefinitionNotes.all(present.definition(), read.site()), before, read.managed(), revision, origin);
        if (versions != null) {
            find(revision, outcome.sequence());
        }
        return outcome;
    }

    private ConfigurationOutcome configure(SiteDefinition wanted, int version, Revision revision) {
        try {
            return plant.configure(wanted, version, revision).get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("shutting-down", "The server is being stopped.", 5);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the plant did not answer a configuration", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
