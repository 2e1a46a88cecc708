package io.ringmain.gateway.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringmain.core.site.Revision;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.config.Bundle;
import io.ringmain.gateway.config.BundleForm;
import io.ringmain.gateway.config.ManagedSite;
import io.ringmain.gateway.config.SecretSettings;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.versions.ChangedText;
import io.ringmain.gateway.view.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Puts the definitions of a {@link Bundle} in place, all of them or none. Stars in the place of a connector's secret keep the
 * secret that is there.
 *
 * <p>Thread: any makes it and may ask {@link #counts()} when it is done.
 */
public final class ConfigurationImport {
    /** Changes that are told one by one; of more there is only the number. */
    private static final int MOST_TOLD = 1_000;

    /** What an import does, or would do. */
    public record Counts(int created, int changed, int unchanged, int removed) {}

    /**
     * What came of an import.
     *
     * @param counts of what was to be done, also when it was refused
     * @param changes the first of what was to be done, definition by definition
     */
    public record Result(Counts counts, List<ChangedText> changes, Attempt attempt) {
        /** Whether all of them are told. */
        public boolean isComplete() {
            return changes.size() == counts.created() + counts.changed() + counts.removed();
        }
    }

    private final Bundle bundle;
    private final boolean isReplacing;
    private final BundleForm form;
    private volatile Counts counts = new Counts(0, 0, 0, 0);
    private volatile List<ChangedText> changes = List.of();

    ConfigurationImport(Bundle bundle, boolean isReplacing, BundleForm form) {
        this.bundle = bundle;
        this.isReplacing = isReplacing;
        this.form = form;
    }

    /**
     * Runs an import.
     *
     * @param isReplacing whether what is not in the bundle is removed from the sections that are in it
     * @param isTried whether nothing is to be changed, and only told what would be
     */
    public static CompletableFuture<Result> run(
            SiteDesk desk, Bundle bundle, boolean isReplacing, boolean isTried, Revision revision, Principal who) {
        return run(desk, bundle, isReplacing, isTried, revision, who, BundleForm.WHOLE);
    }

    /**
     * The same.
     *
     * @param form what of a definition stands in the bundle
     */
    public static CompletableFuture<Result> run(
            SiteDesk desk,
            Bundle bundle,
            boolean isReplacing,
            boolean isTried,
            Revision revision,
            Principal who,
            BundleForm form) {
        ConfigurationImport run = new ConfigurationImport(bundle, isReplacing, form);
        return desk.attempt(run::edits, revision, who, isTried)
                .thenApply(attempt -> new Result(run.counts(), run.changes, attempt));
    }

    /** What was to be done by the last edits that were made out. */
    Counts counts() {
        return counts;
    }

    List<SiteDesk.Edit> edits(ManagedSite present) {
        List<SiteDesk.Edit> edits = new ArrayList<>();
        List<ChangedText> told = new ArrayList<>();
        int created = 0;
        int changed = 0;
        int unchanged = 0;
        int removed = 0;
        for (Section section : Section.values()) {
            for (Map.Entry<String, String> wanted : bundle.texts(section).entrySet()) {
                String now = present.text(section, wanted.getKey());
                String given = now == null ? wanted.getValue() : form.over(wanted.getValue(), now);
                String text = section == Section.CONNECTORS ? withSecrets(given, now) : given;
                if (now != null && form.isSame(text, now)) {
                    unchanged++;
                    continue;
                }
                created += now == null ? 1 : 0;
                changed += now == null ? 0 : 1;
                edits.add(SiteDesk.Edit.to(section, wanted.getKey(), now, text));
                tell(told, new ChangedText(section.label(), wanted.getKey(), now, text));
            }
            if (isReplacing && bundle.has(section)) {
                List<String> gone = new ArrayList<>();
                present.forEach(section, (name, json) -> {
                    if (!bundle.texts(section).containsKey(name)) {
                        gone.add(name);
                        tell(told, new ChangedText(section.label(), name, json, null));
                    }
                });
                removed += gone.size();
                gone.forEach(name -> edits.add(SiteDesk.Edit.to(section, name, "", null)));
            }
        }
        counts = new Counts(created, changed, unchanged, removed);
        changes = List.copyOf(told);
        return edits;
    }

    private static void tell(List<ChangedText> told, ChangedText change) {
        if (told.size() < MOST_TOLD) {
            told.add(change);
        }
    }

    private static String withSecrets(String wanted, String present) {
        if (present == null || !wanted.contains('"' + SecretSettings.HIDDEN + '"')) {
            return wanted;
        }
        try {
            ObjectNode connector = (ObjectNode) Json.tree(wanted.getBytes(StandardCharsets.UTF_8));
            JsonNode known = Json.tree(present.getBytes(StandardCharsets.UTF_8));
            connector.properties().forEach(entry -> {
                boolean isHidden = SecretSettings.isSecret(entry.getKey())
                        && SecretSettings.HIDDEN.equals(entry.getValue().asText());
                if (isHidden && known.has(entry.getKey())) {
                    entry.setValue(known.get(entry.getKey()));
                }
            });
            return connector.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
