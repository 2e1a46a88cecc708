package io.ringmain.gateway.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringmain.core.site.Revision;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.gateway.config.ManagedSite;
import io.ringmain.gateway.config.SecretSettings;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.trail.AuditNote;
import io.ringmain.gateway.trail.AuditTrail;
import io.ringmain.gateway.view.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Notes what was written for each definition before and after a change, without secrets. The change itself is an event of
 * the journal with all of it.
 *
 * <p>Thread: any.
 */
final class DefinitionNotes {
    /** Definitions that are noted each; the names of the others stand together in one note. */
    static final int MOST = 500;

    /** One definition. */
    record Name(Section section, String name) {
        @Override
        public String toString() {
            return section.label() + "/" + name;
        }
    }

    private final AuditTrail trail;

    DefinitionNotes(AuditTrail trail) {
        this.trail = trail;
    }

    /** @param origin where the change was asked for, empty when nobody did */
    void changed(List<Name> names, ManagedSite before, ManagedSite after, Revision revision, String origin) {
        List<String> others = new ArrayList<>();
        int noted = 0;
        for (Name name : names) {
            String was = before.text(name.section(), name.name());
            String is = after.text(name.section(), name.name());
            if (Objects.equals(was, is)) {
                continue;
            }
            if (noted++ < MOST) {
                note(name.toString(), action(was, is), shown(was), shown(is), revision, origin);
            } else {
                others.add(name.toString());
            }
        }
        if (!others.isEmpty()) {
            String target = others.size() + " more";
            note(target, "definition.change", "", String.join(", ", others), revision, origin);
        }
    }

    /** All definitions of two sites, for what has changed them somewhere else. */
    static List<Name> all(SiteDefinition before, SiteDefinition after) {
        Set<Name> names = new LinkedHashSet<>();
        for (SiteDefinition site : List.of(before, after)) {
            site.connectors().forEach(connector -> names.add(new Name(Section.CONNECTORS, connector.name())));
            site.tags().forEach(tag -> names.add(new Name(Section.TAGS, tag.name())));
            site.alarms().forEach(alarm -> names.add(new Name(Section.ALARMS, alarm.name())));
            site.alarmGroups().forEach(group -> names.add(new Name(Section.ALARM_GROUPS, group.name())));
            site.machines().forEach(machine -> names.add(new Name(Section.MACHINES, machine.name())));
        }
        return List.copyOf(names);
    }

    private static String action(String was, String is) {
        if (was == null) {
            return "definition.create";
        }
        return is == null ? "definition.remove" : "definition.change";
    }

    private void note(String target, String action, String was, String is, Revision revision, String origin) {
        trail.note(new AuditNote(revision.user(), action, target, was, is, revision.reason(), origin, AuditNote.GOOD));
    }

    /** The definition without what must not be seen. */
    private static String shown(String json) {
        if (json == null) {
            return "";
        }
        try {
            JsonNode node = Json.tree(json.getBytes(StandardCharsets.UTF_8));
            return hide(node) ? node.toString() : json;
        } catch (IOException e) {
            return ""; // what is written has been read before; better nothing than a secret
        }
    }

    private static boolean hide(JsonNode node) {
        boolean isHidden = false;
        if (node instanceof ObjectNode object) {
            List<String> secrets = new ArrayList<>();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (SecretSettings.isSecret(field.getKey()) && field.getValue().isValueNode()) {
                    secrets.add(field.getKey());
                } else {
                    isHidden |= hide(field.getValue());
                }
            }
            secrets.forEach(key -> object.put(key, SecretSettings.HIDDEN));
            return isHidden || !secrets.isEmpty();
        }
        for (JsonNode item : node) {
            isHidden |= hide(item);
        }
        return isHidden;
    }
}
