package io.ringmain.gateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Turns a source into nodes that know their lines; every failure is a problem with its line. */
final class YamlText {
    /** 64 Mi code points: some 200,000 tags. */
    private static final int MAX_CODE_POINTS = 64 << 20;

    /** What the library's tree of a text takes at most, in bytes a character. */
    private static final int TREE_BYTES = 64;

    private YamlText() {}

    /** The document's root, or null when there is none; the reason is reported then. */
    static Node compose(Source source, Place askedFrom, Problems problems) {
        return compose(source, askedFrom, problems, null);
    }

    /**
     * The same.
     *
     * @param taker of items; null when none are taken. What it needs the library for is null then and not reported.
     */
    static Node compose(Source source, Place askedFrom, Problems problems, PlainYaml.Items taker) {
        return compose(source, askedFrom, problems, taker, Runtime.getRuntime().maxMemory() / TREE_BYTES);
    }

    /**
     * The same.
     *
     * @param maxTree the longest text that the library may make a tree of, in characters; longer ones have to be plain
     */
    static Node compose(Source source, Place askedFrom, Problems problems, PlainYaml.Items taker, long maxTree) {
        Place start = new Place(source.label(), 1);
        try {
            if (taker != null) {
                try (InputStream in = source.open()) {
                    return PlainYaml.read(new TextWindows(in), taker);
                }
            }
            byte[] bytes = source.bytes();
            String text = TextWindows.decode(bytes, bytes.length);
            Node plain = text.length() > MAX_CODE_POINTS ? null : PlainYaml.read(text);
            if (plain != null) {
                return plain;
            }
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(source.label())
                    .setUseMarks(true)
                    .setSchema(new CoreSchema())
                    .setAllowNonScalarKeys(true)
                    .setCodePointLimit(MAX_CODE_POINTS)
                    .build();
            if (text.length() > maxTree) {
                parsed(settings, text); // says where it is wrong, if it is
                problems.report(
                        start,
                        "",
                        "has " + text.length() + " characters, must be plain YAML beyond " + maxTree
                                + " with this heap: no anchors, tags, merges or texts over several lines");
                return null;
            }
            Optional<org.snakeyaml.engine.v2.nodes.Node> root = composed(settings, text);
            if (root.isEmpty()) {
                problems.report(start, "", "is empty, must hold at least site: {name: ...}");
                return null;
            }
            YamlNodes nodes = new YamlNodes();
            Node made = nodes.of(root.get());
            if (nodes.isMultiplied(made)) {
                problems.report(start, "", "has aliases that stand for too much, must be written out");
                return null;
            }
            return made;
        } catch (NoSuchFileException e) {
            problems.report(askedFrom, "", "there is no file '" + source.label() + "'");
        } catch (AccessDeniedException e) {
            problems.report(askedFrom, "", "'" + source.label() + "' can not be read: permission denied");
        } catch (CharacterCodingException e) {
            problems.report(start, "", "is not UTF-8 text, must be YAML in UTF-8");
        } catch (IOException e) {
            problems.report(askedFrom, "", "'" + source.label() + "' can not be read: " + oneLine(e.getMessage()));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(mark -> mark.getLine() + 1)
                    .orElse(1);
            String prefix = e instanceof ShallowParser.TooDeep ? "" : "is not valid YAML: ";
            problems.report(new Place(source.label(), line), "", prefix + oneLine(e.getProblem()));
        } catch (YamlEngineException e) {
            problems.report(start, "", "is not valid YAML: " + oneLine(e.getMessage()));
        } catch (StackOverflowError e) {
            problems.report(start, "", "is nested too deeply");
        }
        return null;
    }

    private static Optional<org.snakeyaml.engine.v2.nodes.Node> composed(LoadSettings settings, String text) {
        try {
            return new Composer(settings, new ShallowParser(settings, text)).getSingleNode();
        } catch (IllegalArgumentException e) {
            throw unread(e);
        }
    }

    private static void parsed(LoadSettings settings, String text) {
        try {
            new ShallowParser(settings, text).forEachRemaining(event -> {});
        } catch (IllegalArgumentException e) {
            throw unread(e);
        }
    }

    /** The library checks neither escapes at the end of a text nor the names of tags before it uses them. */
    private static YamlEngineException unread(IllegalArgumentException e) {
        return new YamlEngineException("an escape or a tag can not be read: " + e.getMessage(), e);
    }

    private static String oneLine(String text) {
        return text == null ? "unknown reason" : text.strip().replaceAll("\\s*\\R\\s*", ", ");
    }
}
