package io.ringmain.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.testing.TestGateway;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Calls operations of the description on a running server and remembers what was not as described. Before an operation
 * succeeds for the first time it is asked for in every way that it must refuse whatever it does.
 *
 * <p>Thread: one.
 */
final class Contract {
    private static final Map<String, String> UNKNOWN = Map.of(
            "kind",
            "no-such-kind",
            "name",
            "No.Such.Name",
            "thumbprint",
            "00".repeat(20),
            "id",
            "999999-0",
            "n",
            "999999");

    final TestGateway gateway;
    private final HttpServer server;
    private final Description description;
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, List<String>> failures = new TreeMap<>();
    private final Map<String, Set<Integer>> seen = new TreeMap<>();
    private final List<String> interruptions = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private final LeftRecords left;
    private final Map<String, List<String>> unrecorded = new TreeMap<>();

    Contract(TestGateway gateway, HttpServer server, Description description, LeftRecords left) {
        this.gateway = gateway;
        this.server = server;
        this.description = description;
        this.left = left;
    }

    /** Calls that left nothing on record though they changed something or were refused, by operation. */
    List<String> unrecorded(String operation) {
        return unrecorded.getOrDefault(operation, List.of());
    }

    /** Makes the calls of a table; one that can not go on is remembered, and the next one begins. */
    void table(Consumer<Contract> calls) {
        try {
            calls.accept(this);
        } catch (RuntimeException | AssertionError e) {
            StringWriter text = new StringWriter();
            e.printStackTrace(new PrintWriter(text));
            interruptions.add(text.toString());
        }
    }

    /** What kept tables from being made to their ends. */
    List<String> interruptions() {
        return interruptions;
    }

    /** What was not as described, by operation. */
    List<String> failures(String operation) {
        return failures.getOrDefault(operation, List.of());
    }

    /** Statuses that an operation was seen to answer with. */
    Set<Integer> seen(String operation) {
        return seen.getOrDefault(operation, Set.of());
    }

    /** Begins a call; {@code operation} is a method and a template of the description. */
    Call call(String operation) {
        Operation known = description.operations().get(operation);
        if (known == null) {
            fail(operation, "is called and not described");
            known = new Operation(operation, MissingNode.getInstance());
        }
        return new Call(Request.of(known));
    }

    String token(Role role) {
        return tokens.computeIfAbsent(role.label(), gateway::token);
    }

    private void fail(String operation, String what) {
        failures.computeIfAbsent(operation, name -> new ArrayList<>()).add(what);
    }

    /** A call that is being put together; {@link #done} or {@link #refused} makes it. */
    final class Call {
        private Request request;

        private Call(Request request) {
            this.request = request;
        }

        Call path(String name, String value) {
            request = request.withPath(name, value);
            return this;
        }

        Call name(String value) {
            return path("name", value);
        }

        Call query(String query) {
            request = request.withQuery(query);
            return this;
        }

        Call body(String json) {
            request = request.withBody(json);
            return this;
        }

        Call header(String name, String value) {
            request = request.withHeader(name, value);
            return this;
        }

        /** Whatever is there now. */
        Call ifMatch() {
            return header(Request.IF_MATCH, "*");
        }

        Call as(String token) {
            request = request.withToken(token);
            return this;
        }

        /** It must succeed, as described; what it must refuse is tried before. */
        HttpResponse<String> done(int status) {
            Operation operation = request.operation();
            if (refused.add(operation.name())) {
                tryWhatMustBeRefused(request);
            }
            if (request.body() != null) {
                description.bodyViolations(operation, request.body()).forEach(wrong -> fail(operation.name(), wrong));
            }
            return expect(request, status);
        }

        JsonNode json(int status) {
            return TestGateway.json(done(status).body());
        }

        /** Whatever comes of it. */
        HttpResponse<String> asked() {
            return send(request);
        }

        /** It must be refused with that status, as described. */
        HttpResponse<String> refused(int status) {
            return expect(request, status);
        }
    }

    private void tryWhatMustBeRefused(Request right) {
        Operation operation = right.operation();
        if (!operation.isOpen()) {
            expect(right.withToken(""), 401);
            for (Role role : Role.BUILT_IN) {
                if (!role.may(permission(operation))) {
                    expect(right.withToken(token(role)), 403);
                }
            }
        }
        expect(right.withQuery("no-such-parameter=1"), 400);
        if (right.body() != null && !operation.bodySchema().isMissingNode()) {
            expect(right.withBody("{"), 400);
            if (operation.bodySchema().path("additionalProperties").isBoolean()
                    && !operation.bodySchema().path("additionalProperties").asBoolean()) {
                ObjectNode more = (ObjectNode) TestGateway.json(right.body());
                expect(right.withBody(more.put("no-such-key", 1).toString()), 400);
            }
        }
        if (operation.describes(404)) {
            right.path().keySet().forEach(name -> expect(right.withPath(name, UNKNOWN.get(name)), 404));
        }
        if (operation.hasParameter("header", Request.IF_MATCH)) {
            expect(right.withHeader(Request.IF_MATCH, null), 428);
            expect(right.withHeader(Request.IF_MATCH, "\"stale\""), 412);
        }
    }

    private static Permission permission(Operation operation) {
        return Permission.valueOf(
                operation.permission().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private HttpResponse<String> expect(Request request, int status) {
        Operation operation = request.operation();
        boolean isKnown = !token(request).isEmpty(); // a first token is a login, and on record
        left.clear();
        HttpResponse<String> response = send(request);
        String missing = left.problem(request, response.statusCode(), isKnown);
        String asked = request.target() + " " + request.headers() + " " + request.body();
        if (!missing.isEmpty()) {
            unrecorded
                    .computeIfAbsent(operation.name(), name -> new ArrayList<>())
                    .add(missing + ", to " + asked);
        }
        if (response.statusCode() != status) {
            fail(
                    operation.name(),
                    "answers " + response.statusCode() + ", not " + status + ": " + response.body() + ", to " + asked);
        }
        seen.computeIfAbsent(operation.name(), name -> new TreeSet<>()).add(response.statusCode());
        description
                .violations(
                        operation,
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse(""),
                        response.body())
                .forEach(wrong -> fail(operation.name(), wrong + ", to " + asked));
        return response;
    }

    private String token(Request request) {
        return request.token() == null ? token(Role.ADMINISTRATOR) : request.token();
    }

    private HttpResponse<String> send(Request request) {
        String token = token(request);
        HttpRequest.Builder built = HttpRequest.newBuilder(server.url().resolve(request.target()))
                .timeout(Duration.ofSeconds(30))
                .method(
                        request.operation().method(),
                        request.body() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(request.body()));
        if (!token.isEmpty()) {
            built.header("Authorization", "Bearer " + token);
        }
        if (request.body() != null && !request.headers().containsKey("Content-Type")) {
            built.header("Content-Type", Operation.JSON);
        }
        request.headers().forEach(built::header);
        return gateway.send(built.build());
    }
}
