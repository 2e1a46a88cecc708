package io.ringmain.gateway.doctor;

import io.ringmain.gateway.texts.Catalogue;
import io.ringmain.gateway.texts.TextFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The screens' texts in the languages of the site's folder. */
final class TextCheck {
    /** A language that has every text. */
    private static final String COMPLETE = "hmi/text/es.json";

    private static final int MOST_NAMED = 5;

    private final Findings findings;
    private final Path folder;

    TextCheck(Findings findings, Path folder) {
        this.findings = findings;
        this.folder = folder;
    }

    void run() {
        Catalogue complete = complete();
        for (Map.Entry<String, TextFolder.Found> file :
                new TextFolder(folder).all().entrySet()) {
            String subject = "texts " + file.getKey();
            Catalogue catalogue = file.getValue().catalogue();
            if (catalogue == null) {
                findings.warn(subject, file.getValue().fault(), "mend it; until then the language is not offered");
            } else {
                look(subject, catalogue, complete);
            }
        }
    }

    private void look(String subject, Catalogue catalogue, Catalogue complete) {
        Set<String> misplaced = catalogue.misplaced();
        Set<String> lacking = subject.endsWith(" en") ? Set.of() : catalogue.lacking(complete);
        if (!misplaced.isEmpty()) {
            findings.warn(
                    subject,
                    "other {places} than the English text: " + some(misplaced),
                    "write them as they stand there");
        } else if (!lacking.isEmpty()) {
            findings.warn(
                    subject,
                    lacking.size() + " of " + complete.texts().size() + " texts are lacking: " + some(lacking),
                    "add them; until then they are shown in English");
        } else {
            findings.ok(subject, catalogue.texts().size() + " texts");
        }
    }

    private static String some(Set<String> texts) {
        String named =
                texts.stream().limit(MOST_NAMED).map(text -> '"' + text + '"').collect(Collectors.joining(", "));
        return texts.size() > MOST_NAMED ? named + " ..." : named;
    }

    /** Without texts in a build that has no screens. */
    private static Catalogue complete() {
        try (InputStream stream = TextCheck.class.getClassLoader().getResourceAsStream(COMPLETE)) {
            return stream == null ? new Catalogue(Map.of()) : Catalogue.read(stream.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("texts that come with the screens", e);
        }
    }
}
