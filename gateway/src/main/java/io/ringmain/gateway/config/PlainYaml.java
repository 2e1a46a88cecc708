package io.ringmain.gateway.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the part of YAML in which site files are written, JSON among it, many times as fast as a whole YAML parser: keys and
 * values on one line, lists and mappings by indentation or in brackets, comments. Of everything else, errors included, it
 * says nothing but that it can not read it. What it does read is what YAML 1.2 says.
 *
 * <p>Thread: one.
 */
final class PlainYaml {
    private static final int MAX_DEPTH = 48;

    /** Takes the items of some lists of the document's root as they are read. */
    interface Items {
        /** Whether the items under that key of the root are taken; they are in no list of the tree then. */
        boolean takes(String key);

        void take(String key, Node item);
    }

    private static final Items NONE = new Items() {
        @Override
        public boolean takes(String key) {
            return false;
        }

        @Override
        public void take(String key, Node item) {
            throw new IllegalStateException("not wanted: " + key);
        }
    };

    private final PlainText text;
    private final Items taker;
    /** The key of the root under which a list would be taken, null deeper down. */
    private String taken;

    private int depth;

    private PlainYaml(PlainText text, Items taker) {
        this.text = text;
        this.taker = taker;
    }

    /** The document's root, null when a whole parser has to read it. */
    static Node read(String document) {
        try {
            byte[] utf8 = document.getBytes(StandardCharsets.UTF_8);
            return read(new TextWindows(new ByteArrayInputStream(utf8)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    static Node read(TextWindows document) throws IOException {
        return read(document, NONE);
    }

    /** The same piece by piece; what was taken before it came to null must be forgotten. */
    static Node read(TextWindows document, Items taker) throws IOException {
        try {
            return new PlainYaml(new PlainText(document), taker).document();
        } catch (NotPlainException e) {
            return null;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Node document() {
        int column = text.firstLine();
        if (column == PlainText.END) {
            return null;
        }
        Node root = block(-1);
        if (text.here() != PlainText.END) {
            throw NotPlainException.here();
        }
        return root;
    }

    /**
     * What begins here, in a line of its own or behind the dash of a list. Stands at the next line's first character then, or
     * at the end.
     *
     * @param outer the column of what it is in
     */
    private Node block(int outer) {
        enter();
        int column = text.column();
        int first = text.here();
        Node node;
        if (first == '-' && PlainText.endsWord(text.next())) {
            node = list(column);
        } else if (first == '[' || first == '{') {
            node = flow(outer + 1);
            end(outer);
        } else {
            int line = text.line();
            boolean isQuoted = first == '"' || first == '\'';
            String key = text.key(false);
            text.skipSpaces();
            if (text.here() == ':' && PlainText.endsWord(text.next())) {
                node = mapping(column, line, key);
            } else {
                node = isQuoted ? ScalarNode.quoted(line, key) : ScalarNode.bare(line, key);
                end(outer);
            }
        }
        depth--;
        return node;
    }

    /** Goes to the next line, which must not belong to what was read in this one. */
    private int end(int outer) {
        int column = text.nextLine();
        if (column > outer) {
            throw NotPlainException.here();
        }
        return column;
    }

    private Node list(int column) {
        int line = text.line();
        String key = takenHere();
        List<Node> items = new ArrayList<>(4);
        int next = column;
        while (next == column && text.here() == '-' && PlainText.endsWord(text.next())) {
            int itemLine = text.line();
            text.skip(1);
            boolean isThere = !text.isRestOfLineEmpty() || text.nextLine() > column;
            put(key, isThere ? block(column) : ScalarNode.bare(itemLine, ""), items);
            next = text.here() == PlainText.END ? PlainText.END : text.column();
        }
        if (next > column) {
            throw NotPlainException.here();
        }
        return new SequenceNode(line, items);
    }

    /** Stands at the colon behind the first key. */
    private Node mapping(int column, int line, String firstKey) {
        MappingNode.Builder mapping = new MappingNode.Builder(line);
        taken = null;
        String key = firstKey;
        while (true) {
            int keyLine = text.line();
            text.skip(1);
            taken = depth == 1 && taker.takes(key) ? key : null;
            mapping.add(key, keyLine, value(column));
            if (text.here() == PlainText.END || text.column() < column) {
                return mapping.build();
            }
            if (text.column() > column) {
                throw NotPlainException.here();
            }
            key = text.key(false);
            text.skipSpaces();
            if (text.here() != ':' || !PlainText.endsWord(text.next())) {
                throw NotPlainException.here();
            }
        }
    }

    private Node value(int column) {
        int keyLine = text.line();
        if (text.isRestOfLineEmpty()) {
            int next = text.nextLine();
            boolean isList = text.here() == '-' && PlainText.endsWord(text.next());
            if (next > column) {
                return block(column);
            }
            return next == column && isList ? list(column) : ScalarNode.bare(keyLine, "");
        }
        int first = text.here();
        Node node = first == '[' || first == '{' ? flow(column + 1) : text.scalar(false);
        end(column);
        return node;
    }

    /** Lists, mappings and single values in brackets, over several lines as long as these are indented so far. */
    private Node flow(int minColumn) {
        enter();
        Node node = switch (text.here()) {
            case '[' -> flowList(minColumn);
            case '{' -> flowMapping(minColumn);
            default -> text.scalar(true);
        };
        depth--;
        return node;
    }

    private Node flowList(int minColumn) {
        int line = text.line();
        String key = takenHere();
        List<Node> items = new ArrayList<>(4);
        text.skip(1);
        text.skipTo(minColumn);
        while (text.here() != ']') {
            put(key, flow(minColumn), items);
            separate(']', minColumn);
        }
        text.skip(1);
        return new SequenceNode(line, items);
    }

    private Node flowMapping(int minColumn) {
        MappingNode.Builder mapping = new MappingNode.Builder(text.line());
        taken = null;
        text.skip(1);
        text.skipTo(minColumn);
        while (text.here() != '}') {
            int keyLine = text.line();
            boolean isQuoted = text.here() == '"' || text.here() == '\'';
            String key = text.key(true);
            text.skipSpaces();
            if (text.here() != ':' || !isQuoted && !PlainText.endsWord(text.next())) {
                throw NotPlainException.here();
            }
            text.skip(1);
            text.skipTo(minColumn);
            taken = depth == 2 && minColumn == 0 && taker.takes(key) ? key : null;
            mapping.add(key, keyLine, flow(minColumn));
            separate('}', minColumn);
        }
        text.skip(1);
        return mapping.build();
    }

    /** The key whose list begins here when its items are taken, else null; no other list inside is then. */
    private String takenHere() {
        String key = taken;
        taken = null;
        return key;
    }

    private void put(String key, Node item, List<Node> items) {
        if (key == null) {
            items.add(item);
        } else {
            taker.take(key, item);
        }
    }

    private void separate(char closing, int minColumn) {
        text.skipTo(minColumn);
        if (text.here() == ',') {
            text.skip(1);
            text.skipTo(minColumn);
        } else if (text.here() != closing) {
            throw NotPlainException.here();
        }
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw NotPlainException.here();
        }
    }
}
