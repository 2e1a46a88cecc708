package io.ringmain.gateway.cli;

import io.ringmain.core.spi.BrowseException;
import io.ringmain.core.spi.BrowsedNode;
import io.ringmain.core.spi.Browser;
import io.ringmain.gateway.browse.BrowseFailure;
import io.ringmain.gateway.browse.FoundNode;
import io.ringmain.gateway.browse.FoundTag;
import io.ringmain.gateway.browse.FoundTags;
import io.ringmain.gateway.browse.NodeWalk;
import io.ringmain.gateway.browse.TagsYaml;
import io.ringmain.gateway.browse.WalkLimits;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "browse",
        description = {
            "Show what a server has, as a tree, or as a list of tags for a site file (--yaml).",
            "A variable that a tag can take is an end: its properties are not shown."
        })
final class BrowseCommand implements Callable<Integer> {
    private static final int MOST = 1_000_000;
    /** Nodes that are looked at for a tag: folders and methods are none. */
    private static final int NODES_A_TAG = 10;

    private static final Duration EACH = Duration.ofSeconds(15);
    private static final Duration ALL = Duration.ofMinutes(30);

    @Mixin
    private Common common;

    @Mixin
    private BrowsedServer server;

    @Option(
            names = "--node",
            paramLabel = "ADDRESS",
            description = "Where to begin, as in a tag's address; the server's root if not set.")
    private String node = "";

    @Option(names = "--depth", paramLabel = "D", description = "Levels to go down; ${DEFAULT-VALUE} if not set.")
    private int depth = 32;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Most nodes, or tags with --yaml; ${DEFAULT-VALUE} if not set.")
    private int limit = 10_000;

    @Option(names = "--yaml", description = "Write a list of tags for a site file.")
    private boolean isYaml;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean isJson;

    @Option(
            names = "--connector",
            paramLabel = "NAME",
            description = "With --yaml: the connector that the tags are bound to; ${DEFAULT-VALUE} if not set.")
    private String connector = "plant";

    @Option(names = "--prefix", paramLabel = "TEXT", description = "With --yaml: what the names of tags begin with.")
    private String prefix = "";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (isYaml && isJson) {
            throw new ParameterException(spec.commandLine(), "--yaml and --json exclude each other");
        }
        requireWithin("--depth", depth, 1_000);
        requireWithin("--limit", limit, MOST);
        try (Browser browser = server.open();
                ProgressLine line = new ProgressLine(spec.commandLine().getErr(), "browsing")) {
            List<String> remarks = isYaml ? yaml(browser, line) : isJson ? json(browser, line) : tree(browser);
            line.close();
            PrintWriter err = spec.commandLine().getErr();
            remarks.forEach(remark -> err.println("ringmain: " + Failures.oneLine(remark)));
            err.flush();
            return ExitCode.DONE;
        } catch (BrowseException e) {
            BrowseFailure kind = BrowseFailure.of(e);
            boolean isAway = kind == BrowseFailure.LINK_DOWN || kind == BrowseFailure.TIMEOUT;
            throw new CommandFailure(
                    isAway ? ExitCode.NOT_REACHABLE : ExitCode.FAILED, server.url() + ": " + e.getMessage());
        }
    }

    private void requireWithin(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(
                    spec.commandLine(), option + ": " + value + " is not allowed, must be 1 to " + most);
        }
    }

    private List<String> tree(Browser browser) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        NodeWalk.Outcome walk = NodeWalk.run(browser, node, limits(limit), found -> {
            out.println(text(found));
            return out.checkError() ? NodeWalk.Step.END : NodeWalk.Step.DOWN;
        });
        return walk.remarks();
    }

    private WalkLimits limits(int nodes) {
        return new WalkLimits(nodes, depth, EACH, ALL);
    }

    /** Name, what it is, and its address, indented by its level. */
    private static String text(FoundNode found) {
        BrowsedNode node = found.node();
        StringBuilder line = new StringBuilder("  ".repeat(found.depth() - 1)).append(Failures.oneLine(node.name()));
        switch (node.kind()) {
            case OBJECT -> line.append('/');
            case METHOD -> line.append("()");
            default -> {
                // a variable says what it holds
            }
        }
        if (!node.dataType().isEmpty()) {
            line.append("  ").append(node.dataType());
            line.append(node.type() == null ? "" : " (" + node.type().label() + ")");
        }
        if (!node.unit().isEmpty()) {
            line.append(' ').append(node.unit());
        }
        if (Double.isFinite(node.low()) && Double.isFinite(node.high())) {
            line.append(" [")
                    .append(node.low())
                    .append(" to ")
                    .append(node.high())
                    .append(']');
        }
        line.append(node.isWritable() ? " writable" : "");
        return line.append("  ").append(node.address()).toString();
    }

    private List<String> json(Browser browser, ProgressLine line) throws InterruptedException {
        List<Map<String, Object>> nodes = new ArrayList<>();
        NodeWalk.Outcome walk = NodeWalk.run(browser, node, limits(limit), found -> {
            nodes.add(fields(found));
            line.at(nodes.size(), limit);
            return NodeWalk.Step.DOWN;
        });
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("url", server.url());
        answer.put("node", node);
        answer.put("nodes", nodes);
        answer.put("complete", walk.isComplete());
        answer.put("remarks", walk.remarks());
        line.close();
        spec.commandLine().getOut().println(Json.line(answer));
        return List.of();
    }

    private static Map<String, Object> fields(FoundNode found) {
        BrowsedNode node = found.node();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("path", found.path());
        fields.put("address", node.address());
        fields.put("kind", node.kind().name().toLowerCase(Locale.ROOT));
        fields.put("dataType", node.dataType());
        fields.put("type", node.type() == null ? null : node.type().label());
        fields.put("writable", node.isWritable());
        fields.put("unit", node.unit());
        fields.put("rangeLow", Double.isFinite(node.low()) ? node.low() : null);
        fields.put("rangeHigh", Double.isFinite(node.high()) ? node.high() : null);
        fields.put("description", node.description());
        return fields;
    }

    private List<String> yaml(Browser browser, ProgressLine line) throws InterruptedException {
        int nodes = (int) Math.min(MOST, (long) NODES_A_TAG * limit);
        FoundTags found = FoundTags.below(browser, node, prefix, limit, limits(nodes), done -> line.at(done, limit));
        line.close();
        PrintWriter out = spec.commandLine().getOut();
        out.println("# " + found.tags().size() + " tags of " + server.url()
                + (node.isEmpty() ? "" : " below " + Failures.oneLine(node)));
        found.remarks().forEach(remark -> out.println("# not all: " + Failures.oneLine(remark)));
        TagsYaml.write(found.tags(), new FoundTag.Binding(connector, "", ""), out::println);
        return found.remarks();
    }
}
