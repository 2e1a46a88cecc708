package io.ringmain.gateway.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.config.SiteFile;
import io.ringmain.gateway.testing.TestGateway;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagTableTest {
    private static final String FULL = """
            {"area":"a","deadband":"0.5%","description":"d","display-unit":"psi","expression":"B + 1","filters":[{"kind":\
            "exponential","time-constant":"2s"}],"history":{"interval":"10s","mode":"periodic"},"length":3,"manufacturer":"m",\
            "name":"X","position":"12.4km","range":[-5,10.5],"rounded":true,"scaling":{"factor":2,"offset":1},"segment":"s",\
            "source":{"address":"ns=2;s=A,B","connector":"plc","interval":"2s","mode":"poll","options":{"queue-size":10}},\
            "stale":"5s","tick":"2s","type":"float64","unit":"bar","writable":true}""";

    private static String csv(Map<String, String> tags) throws IOException {
        StringWriter out = new StringWriter();
        TagTable.write(tags, out);
        return out.toString();
    }

    private static TagTable read(String csv) throws IOException {
        return TagTable.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, String> again(String csv) throws IOException {
        TagTable table = read(csv);
        assertThat(table.faults()).isEmpty();
        return table.bundle().texts(Section.TAGS);
    }

    @Test
    void shouldHaveAColumnForEveryKey() throws IOException {
        JsonNode tag = TestGateway.json(SiteFile.schema()).at("/properties/tags/items/properties");
        tag.fieldNames()
                .forEachRemaining(
                        key -> assertThat(TagColumn.ofKey(key)).as(key).isNotNull());
        tag.at("/source/properties")
                .fieldNames()
                .forEachRemaining(key ->
                        assertThat(TagColumn.ofKey("source." + key)).as(key).isNotNull());
    }

    @Test
    void shouldCarryEveryKey() throws IOException {
        Map<String, String> tags = Map.of("X", FULL);
        assertThat(again(csv(tags))).isEqualTo(tags);
        assertThat(csv(again(csv(tags)))).isEqualTo(csv(tags));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\\\"x\\\")",
                "+1",
                "-2",
                "@a",
                "\\tx",
                "'",
                "'=x",
                "a,b",
                "a\\\"b",
                "a\\nb",
                "a\\r\\nb",
                " x ",
                "ü",
                "007",
                "true",
                "1e3",
                "''x",
                "\\rx"
            })
    void shouldCarryEveryTextAndExecuteNone(String text) throws IOException {
        Map<String, String> tags = Map.of("X", "{\"description\":\"" + text + "\",\"name\":\"X\",\"type\":\"bool\"}");
        String csv = csv(tags);
        assertThat(csv).doesNotContainPattern("[,\"]([=+@\\t-]|\\r(?!\\n))");
        assertThat(read(csv).isSame(again(csv).get("X"), tags.get("X"))).isTrue();
        assertThat(csv(again(csv))).isEqualTo(csv);
    }

    @Test
    void shouldTakeAByteOrderMarkAndColumnsInAnyOrder() throws IOException {
        assertThat(again("\ufefftype,name,range-high\nfloat64,A,5\n"))
                .containsEntry("A", "{\"name\":\"A\",\"range\":[null,5],\"type\":\"float64\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name,typ~A,bool | 1: typ: is not a column, did you mean 'type'? Known: name, ",
                "type~bool | 1: name: is missing among the columns",
                "name,name~A,B | 1: name: stands there twice",
                "name,type~A,bool~B | 3: has 1 cells, the first line has 2",
                "name,type~A,bool~A,bool | 3: name: 'A' stands in line 2, too",
                "name,type~,bool | 2: name: is missing",
                "name,scaling~A,{x | 2: scaling: is no JSON: ",
                "name,description~A,\"x~y\"~B,z~B,z | 5: name: 'B' stands in line 4, too",
            })
    void shouldSayWhereATableIsWrong(String text, String fault) throws IOException {
        assertThat(read(text.replace('~', '\n')).faults())
                .singleElement()
                .asString()
                .startsWith(fault);
    }

    @Test
    void shouldSayWhereADefinitionIsWrong() throws IOException {
        TagTable table = read("name,type,source.interval\nA,bool,\nB,bool,1x\n");
        assertThat(table.place("tags[B].source.interval", "is bad")).hasToString("3: source.interval: is bad");
        assertThat(table.place("tags[A].range[0]", "is bad")).hasToString("2: range-low: is bad");
        assertThat(table.place("alarms[B]", "is gone")).hasToString("0: alarms[B]: is gone");
    }

    @Test
    void shouldSortByName() throws IOException {
        Map<String, String> tags = new TreeMap<>();
        for (String name : new String[] {"b", "a", "B"}) {
            tags.put(name, "{\"name\":\"" + name + "\",\"type\":\"bool\"}");
        }
        assertThat(csv(tags).lines().skip(1).map(line -> line.split(",")[0])).containsExactly("B", "a", "b");
    }

    @Test
    void shouldLeaveWhatHasNoColumnAsItIs() throws IOException {
        TagTable table = read("name,type,description\nX,float64,renamed\n");

        String merged = table.over(table.bundle().texts(Section.TAGS).get("X"), FULL);

        assertThat(TestGateway.json(merged).path("description").asText()).isEqualTo("renamed");
        ObjectNode rest = (ObjectNode) TestGateway.json(merged);
        ObjectNode before = (ObjectNode) TestGateway.json(FULL);
        assertThat(rest.properties())
                .containsAll(before.without(List.of("description", "type")).properties());
    }

    @Test
    void shouldTakeAwayWhatHasAColumnAndAnEmptyCell() throws IOException {
        TagTable table = read("name,type,description\nX,float64,\n");

        String merged = table.over(table.bundle().texts(Section.TAGS).get("X"), FULL);

        assertThat(TestGateway.json(merged).has("description")).isFalse();
    }
}
