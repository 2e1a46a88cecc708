package io.ringmain.gateway.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.http.RunningRoutes;
import io.ringmain.gateway.matrix.RightsTable.Decision;
import io.ringmain.gateway.matrix.RightsTable.Operation;
import io.ringmain.gateway.matrix.RightsTable.User;
import io.ringmain.gateway.matrix.RightsTable.Where;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.WsClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Asks for every operation, over REST and over the WebSocket, as every user of {@code rights.txt} and as nobody, about things in
 * the user's area, in another one and in none, and compares what is decided with what the table says. Requests are such that
 * those that are let through are refused for something else, or do no harm.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationMatrixTest {
    private static final String NOBODY = "";
    /** Taken by no route, so that a request that is let through goes no further. */
    private static final String NO_QUERY = "?no-such-parameter=1";

    private final RightsTable table = RightsTable.read();
    private final MatrixSite site = new MatrixSite(table);

    @AfterAll
    void stop() {
        site.close();
    }

    private Set<String> names(Predicate<Operation> which) {
        return table.operations().stream()
                .filter(which)
                .map(operation ->
                        operation.isOfWebSocket() ? operation.name() : operation.method() + " " + operation.name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void shouldHaveALineForEveryRoute() {
        assertThat(names(Operation::isRest))
                .as("lines of rights.txt, against the routes that run")
                .isEqualTo(RunningRoutes.of(site.server()).keySet());
    }

    @Test
    void shouldHaveALineForEveryOperationOfTheWebSocket() {
        try (WsClient socket = site.gateway.webSocket(site.token("guest"))) {
            String known = socket.request("\"op\":\"no-such-operation\"")
                    .path("detail")
                    .asText();
            Set<String> running = new TreeSet<>(
                    List.of(known.substring(known.indexOf("allowed: ") + 9).split(", ")));
            running.add("hello");

            assertThat(names(Operation::isOfWebSocket)).isEqualTo(running);
        }
    }

    @Test
    void shouldDecideOverRestAsTheTableSays() {
        List<String> wrong = new ArrayList<>();
        int cells = 0;
        for (Operation operation : table.operations()) {
            if (!operation.isRest()) {
                continue;
            }
            for (String area : areas(operation)) {
                Decision forNobody = operation.permissions().isEmpty() ? Decision.PASSED : Decision.LOGIN_NEEDED;
                compare(operation, NOBODY, area, forNobody, rest(operation, NOBODY, area), wrong);
                for (User user : table.users()) {
                    Decision expected = user.decide(operation, area);
                    compare(operation, user.name(), area, expected, rest(operation, user.name(), area), wrong);
                }
                cells += 1 + table.users().size();
            }
        }
        System.out.println("authorization matrix, REST: " + cells + " cells");
        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldDecideOverTheWebSocketAsTheTableSays() {
        List<String> wrong = new ArrayList<>();
        int cells = 0;
        for (User user : table.users()) {
            try (WsClient socket = site.gateway.webSocket(site.token(user.name()))) {
                for (Operation operation : table.operations()) {
                    if (!operation.isOfWebSocket() || operation.name().equals("hello")) {
                        continue;
                    }
                    for (String area : areas(operation)) {
                        Decision expected = user.decide(operation, area);
                        compare(operation, user.name(), area, expected, overSocket(socket, operation, area), wrong);
                        cells++;
                    }
                }
                cells++; // hello
            }
        }
        for (Operation operation : table.operations()) {
            if (operation.isOfWebSocket()) {
                compare(operation, NOBODY, "", Decision.LOGIN_NEEDED, withoutHello(operation), wrong);
                cells++;
            }
        }
        System.out.println("authorization matrix, WebSocket: " + cells + " cells");
        assertThat(wrong).isEmpty();
    }

    private static List<String> areas(Operation operation) {
        return operation.isPerArea() ? MatrixSite.AREAS : List.of("");
    }

    private static void compare(
            Operation operation, String user, String area, Decision expected, Decision decided, List<String> wrong) {
        if (expected != decided) {
            wrong.add(operation + (operation.isPerArea() ? " in area '" + area + "'" : "") + " by "
                    + (user.isEmpty() ? "nobody" : user) + ": " + decided + ", the table says " + expected);
        }
    }

    private Decision rest(Operation operation, String user, String area) {
        HttpResponse<String> response = site.gateway.send(request(operation, user, area));
        JsonNode body = isJson(response) ? TestGateway.json(response) : TestGateway.json("{}");
        if (response.statusCode() == 401) {
            return Decision.LOGIN_NEEDED;
        }
        if (response.statusCode() == 403) {
            return forbidden(body);
        }
        if (operation.where() == Where.ITEMS && response.statusCode() == 200) {
            return told(body.path("items").path(0));
        }
        return Decision.PASSED;
    }

    private static boolean isJson(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Type").orElse("").contains("json");
    }

    private static Decision forbidden(JsonNode refusal) {
        Decision told = told(refusal);
        if (told == Decision.PASSED) {
            throw new AssertionError("403 with another code: " + refusal);
        }
        return told;
    }

    private static Decision told(JsonNode refusal) {
        return switch (refusal.path("code").asText()) {
            case "forbidden" -> Decision.FORBIDDEN;
            case "forbidden-area" -> Decision.FORBIDDEN_AREA;
            default -> Decision.PASSED;
        };
    }

    private HttpRequest request(Operation operation, String user, String area) {
        String path = operation
                .name()
                .replace("{name}", operation.isPerArea() ? firstName(operation) : "No.Such.Name")
                .replace("{id}", operation.isPerArea() ? "$event" : "999999-0")
                .replaceAll("\\{[^}]*}", "00");
        String asked = site.about(area, operation.request());
        boolean isQuery = asked.startsWith("?");
        String query = operation.isPerArea() || !asked.isEmpty() ? "" : NO_QUERY;
        return site.request(site.about(area, path) + (isQuery ? asked : query), user)
                .method(operation.method(), HttpRequest.BodyPublishers.ofString(isQuery ? "" : asked))
                .build();
    }

    private static String firstName(Operation operation) {
        String section = operation.name().split("/")[3];
        return section.equals("values") ? "$tag" : "$" + section.split(":")[0].replaceAll("s$", "");
    }

    private Decision overSocket(WsClient socket, Operation operation, String area) {
        String members = site.about(area, operation.request());
        return told(
                socket.request("\"op\":\"" + operation.name() + "\"," + members.substring(1, members.length() - 1)));
    }

    /** Whoever has not said hello is told bye, and who says it with a wrong ticket, too. */
    private Decision withoutHello(Operation operation) {
        try (WsClient socket = site.gateway.webSocket()) {
            socket.send("{\"id\":1,\"op\":\"" + operation.name() + "\",\"ticket\":\"guessed\"}");
            return socket.awaitOp("bye").path("code").asInt() >= 4_000 ? Decision.LOGIN_NEEDED : Decision.PASSED;
        }
    }
}
