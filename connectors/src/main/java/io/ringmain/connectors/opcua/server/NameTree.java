package io.ringmain.connectors.opcua.server;

import io.ringmain.connectors.opcua.server.space.NodeAccess;
import io.ringmain.core.site.SitePlan;
import java.util.Arrays;

/**
 * The tags of a site in the order of their names, so that what stands below a name is found without keeping a tree: four
 * bytes a tag.
 *
 * <p>Thread: any, immutable.
 */
final class NameTree {

    /** Takes what stands directly below a name. */
    interface Children {
        /** @param path the whole name so far, {@code Area.Unit} */
        void folder(String path);

        void tag(int tagId, String name);
    }

    private final SitePlan plan;
    private final int[] ids;

    private NameTree(SitePlan plan, int[] ids) {
        this.plan = plan;
        this.ids = ids;
    }

    /** Takes a second for a million tags. Tags that nobody may see are left out. */
    static NameTree of(SitePlan plan, NodeAccess access) {
        String[] names = new String[plan.tagCount()];
        int count = 0;
        for (int id = 0; id < names.length; id++) {
            String name = plan.hasTag(id) ? plan.tagName(id) : null;
            if (name != null && access.of(name) != NodeAccess.Level.NONE) {
                names[count++] = name;
            }
        }
        Arrays.sort(names, 0, count);
        int[] ids = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = plan.tagId(names[i]);
        }
        return new NameTree(plan, ids);
    }

    SitePlan plan() {
        return plan;
    }

    /** Whether anything stands below that name. */
    boolean isFolder(String path) {
        int at = lowerBound(path + ".");
        return at < ids.length && name(at).startsWith(path + ".");
    }

    /** @param path the name that it stands below, empty for the root */
    void children(String path, Children to) {
        String prefix = path.isEmpty() ? "" : path + ".";
        int at = lowerBound(prefix);
        while (at < ids.length) {
            String name = name(at);
            if (!name.startsWith(prefix)) {
                return;
            }
            int dot = name.indexOf('.', prefix.length());
            if (dot < 0) {
                to.tag(ids[at], name);
                at++;
            } else {
                String folder = name.substring(0, dot);
                to.folder(folder);
                at = lowerBound(folder + '/'); // the character after the dot: the first name behind the folder
            }
        }
    }

    private String name(int at) {
        return plan.tagName(ids[at]);
    }

    /** Place of the first name that is not less. */
    private int lowerBound(String name) {
        int low = 0;
        int high = ids.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (name(middle).compareTo(name) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
