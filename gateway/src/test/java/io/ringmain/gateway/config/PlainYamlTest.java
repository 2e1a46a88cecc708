package io.ringmain.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The quick reader against the YAML library: what it reads is the same to the line, the rest it leaves alone. */
class PlainYamlTest {
    private static final List<String> SAMPLES = List.of("""
            # a site
            site: {name: big, data: "a/b"}   # its name
            tags:
              - name: A.B.C
                type: float64
                range: [-1.5, +2e3]
                source:
                    connector: plc
                    address: "ns=2;s=a \\"b\\" \\u00e9"

              # in between
              -
                name: 'it''s'
                description: text with # no comment and a: colon:colon
                unit:
              - {name: x, "type":int64, levels: {HI: {limit: 1}, }, q: [ ], e: {}}
            alarms:
            - name: a
              list:
              - 1
              - - 2
                - ~
              -
            - b
            last: null
            """, """
            {
              "tags": [
                {"name": "A", "type" : "bool", "n": -12.50, "t": true, "z": null},
                {"name":"B","points":[[0,1],[2,3]],"s":"\\\\ \\/ \\n \\t"}
              ],
              "alarms": []
            }
            """, """
            ---
            include: [a.yaml,
                      b.yaml]
            http: {port: 0,
              # the rest
              bind: 127.0.0.1}
            x:
              y:
                z: a
              w: b
            """);
    private static final String ALPHABET = "  \n\n\n--::,,[]{}\"'##ab1.~&*!|>%@`?\\\t\r\u00e9\u2028\0/u0n<=+";

    @Test
    void shouldReadSitesWithoutTheLibrary() {
        for (String sample : SAMPLES) {
            Node read = PlainYaml.read(sample);
            assertThat(read).as(sample).isNotNull();
            assertThat(describe(read)).isEqualTo(describe(composed(sample)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing\n",
                "a: &x 1",
                "a: *x",
                "a: !!str 1",
                "a: |\n  text",
                "a: >\n  text",
                "a: b\n  c",
                "a: 'b\n  c'",
                "? a\n: b",
                "a: 1\n--- \nb: 2",
                "%YAML 1.2\n---\na: 1",
                "a:\tb",
                "a: 1\n b: 2",
                "[a: b]",
                "{a, b}",
                "a: [1\n]",
                "a: \"\\x41\"",
                "a: \"\\ud83d\\ude00\"",
                "a: b: c",
                "a: [1, 2",
                "- a\nb: c",
                "<<",
                "<<: a",
                "a: [<<]",
            })
    void shouldLeaveAnythingElseToTheLibrary(String text) {
        assertThat(PlainYaml.read(text)).isNull();
    }

    @Test
    void shouldReadTheSamePieceByPiece() throws IOException {
        for (String sample : SAMPLES) {
            byte[] utf8 = sample.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
            for (int bytes = 1; bytes < 50; bytes++) {
                Node read = PlainYaml.read(new TextWindows(new ByteArrayInputStream(utf8), bytes));
                assertThat(describe(read)).as("%d bytes", bytes).isEqualTo(describe(composed(sample)));
            }
        }
    }

    @Test
    void shouldReadWindowsLineEnds() {
        String text = SAMPLES.get(0).replace("\n", "\r\n");

        assertThat(describe(PlainYaml.read(text))).isEqualTo(describe(composed(SAMPLES.get(0))));
    }

    @Test
    void shouldAgreeWithTheLibraryOnWhateverItReads() {
        long seed = Long.getLong("ringmain.seed", System.nanoTime());
        Random random = new Random(seed);
        int read = 0;
        for (int round = 0; round < Integer.getInteger("ringmain.rounds", 20_000); round++) {
            String text = mutated(random);
            Node ours = PlainYaml.read(text);
            if (ours != null) {
                read++;
                String theirs;
                try {
                    theirs = describe(composed(text));
                } catch (YamlEngineException e) {
                    theirs = e.getMessage();
                }
                assertThat(describe(ours)).as("seed %d, text:\n%s", seed, text).isEqualTo(theirs);
            }
        }
        assertThat(read).as("seed %d", seed).isGreaterThan(1_000);
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(SAMPLES.get(random.nextInt(SAMPLES.size())));
        if (random.nextBoolean()) {
            int begin = random.nextInt(text.length());
            int length = Math.min(text.length() - begin, random.nextInt(80));
            text.delete(0, begin).setLength(length);
        }
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            if (random.nextInt(3) == 0 && at < text.length()) {
                text.deleteCharAt(at);
            } else {
                text.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
        }
        return text.toString();
    }

    private static Node composed(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setSchema(new CoreSchema())
                .setAllowNonScalarKeys(true)
                .build();
        return new YamlNodes().of(new Compose(settings).composeString(text).orElseThrow());
    }

    private static String describe(Node node) {
        String line = node.line() + " ";
        if (node instanceof ScalarNode scalar) {
            return line + (scalar.isEmpty() ? "nothing" : scalar.isQuoted() ? "text" : "bare") + "<" + scalar.value()
                    + ">";
        }
        if (node instanceof SequenceNode sequence) {
            return line + sequence.items().stream().map(PlainYamlTest::describe).toList();
        }
        if (node instanceof MappingNode mapping) {
            List<String> entries = new ArrayList<>();
            for (int i = 0; i < mapping.size(); i++) {
                String key = mapping.key(i) == null ? describe(mapping.oddKey(i)) : mapping.key(i);
                entries.add(mapping.keyLine(i) + " " + key + "=" + describe(mapping.value(i)));
            }
            return line + "{" + String.join(", ", entries) + "}";
        }
        return line + ((TaggedNode) node).tag();
    }
}
