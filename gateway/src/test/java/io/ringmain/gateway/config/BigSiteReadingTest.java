package io.ringmain.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tags and alarms are read as they come, and read once more when something is wrong with the site. */
class BigSiteReadingTest {
    private static final String SITE = "site: {name: North}\ninclude: [tags.json, alarms.yaml]\n";
    private static final String TAGS = """
            {"tags": [
              {"name": "A.B", "type": "float64", "range": [0, 10.5], "description": "x \\"y\\""},
              {"name": "A.C", "type": "bool"}
            ]}
            """;
    private static final String ALARMS = "alarms:\n- name: A.B.HI\n  tag: A.B\n  kind: HI\n  limit: 9\n";

    @Test
    void shouldReadTheSameWithTheLibraryAndWithout() throws ConfigurationException {
        SiteConfiguration quick = read(SITE, TAGS, ALARMS);
        SiteConfiguration thorough = read("site: !!map {name: !!str North}\n" + SITE.substring(20), TAGS, ALARMS);

        assertThat(quick.site()).isEqualTo(thorough.site());
        assertThat(quick.managed().text(Section.TAGS, "A.B"))
                .isEqualTo("{\"description\":\"x \\\"y\\\"\",\"name\":\"A.B\",\"range\":[0,10.5],\"type\":\"float64\"}")
                .isEqualTo(thorough.managed().text(Section.TAGS, "A.B"));
        assertThat(quick.managed().text(Section.ALARMS, "A.B.HI"))
                .isEqualTo(thorough.managed().text(Section.ALARMS, "A.B.HI"));
    }

    @Test
    void shouldSayFileLineAndKeyOfWhatIsWrongInJson() {
        assertThat(problems(SITE, TAGS.replace("\"bool\"", "\"boolean\""), ALARMS))
                .singleElement()
                .asString()
                .startsWith("tags.json:3: tags[A.C].type: 'boolean' is not allowed");
    }

    @Test
    void shouldSayWhereARuleOfTheSiteIsBroken() {
        assertThat(problems(SITE, TAGS, ALARMS.replace("tag: A.B", "tag: A.X")))
                .singleElement()
                .asString()
                .startsWith("alarms.yaml:3: alarms[A.B.HI].tag: ");
    }

    @Test
    void shouldSayWhereJsonIsNoJson() {
        assertThat(problems(SITE, TAGS.replace("},", "}"), ALARMS))
                .first()
                .asString()
                .startsWith("tags.json:3: is not valid YAML");
    }

    @Test
    void shouldRefuseAListThatIsNoneInItsOwnLine() {
        assertThat(problems(SITE, "{\"tags\": {\"name\": \"A\"}}", ALARMS))
                .first()
                .asString()
                .startsWith("tags.json:1: tags: is a mapping, must be a list");
    }

    private static SiteConfiguration read(String site, String tags, String alarms) throws ConfigurationException {
        return SiteText.read(Map.of("site.yaml", site, "tags.json", tags, "alarms.yaml", alarms), Overrides.none());
    }

    private static List<String> problems(String site, String tags, String alarms) {
        return SiteText.problems(Map.of("site.yaml", site, "tags.json", tags, "alarms.yaml", alarms), Overrides.none());
    }
}
