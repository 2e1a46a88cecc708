package io.ringmain.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.spi.Permission;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseHealth;
import io.ringmain.historian.sql.DatabaseSettings;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Settings and health of the relational databases, without user and password. */
final class DatabaseEndpoints {
    private final Supplier<List<Database>> databases;

    DatabaseEndpoints(RestContext context) {
        databases = context.databases();
    }

    List<Route> routes() {
        return List.of(Route.read("/api/v1/system/databases", Permission.ADMIN, Set.of(), this::list));
    }

    /** What is known, without asking a database: nothing here blocks. */
    private CompletionStage<Answer> list(Call call) {
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("items");
                    for (Database database : databases.get()) {
                        write(out, database);
                    }
                    out.writeEndArray();
                    out.writeNullField("next");
                    out.writeEndObject();
                })
                .now();
    }

    private static void write(JsonGenerator out, Database database) throws IOException {
        DatabaseSettings settings = database.settings();
        out.writeStartObject();
        out.writeStringField("schema", database.schema());
        out.writeStringField("dialect", settings.dialect().label());
        out.writeStringField("address", database.address());
        out.writeStringField("version", database.version());
        writeHealth(out, database.health());
        out.writeObjectFieldStart("settings");
        out.writeStringField("schemaPrefix", settings.schemaPrefix());
        out.writeBooleanField("tls", settings.tls().isVerified());
        out.writeBooleanField("forTests", settings.isTest());
        out.writeNumberField("pools", settings.pools());
        writePool(out, settings.pool());
        out.writeNumberField("connectTimeoutMs", settings.timeouts().connect().toMillis());
        out.writeNumberField("acquireTimeoutMs", settings.timeouts().acquire().toMillis());
        out.writeNumberField(
                "statementTimeoutMs", settings.timeouts().statement().toMillis());
        out.writeNumberField("attempts", settings.retry().attempts());
        out.writeNumberField("firstPauseMs", settings.retry().first().toMillis());
        out.writeNumberField("longestPauseMs", settings.retry().longest().toMillis());
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void writePool(JsonGenerator out, DatabaseSettings.Pool pool) throws IOException {
        out.writeNumberField("poolSize", pool.size());
        out.writeNumberField("poolOverflow", pool.overflow());
        out.writeBooleanField("prePing", pool.isPrePing());
        out.writeNumberField("idleTimeMs", pool.idle().toMillis());
        out.writeNumberField("maxAgeMs", pool.maxAge().toMillis());
    }

    private static void writeHealth(JsonGenerator out, DatabaseHealth health) throws IOException {
        out.writeObjectFieldStart("health");
        out.writeStringField("state", health.state().label());
        out.writeStringField("reason", health.reason());
        out.writeNumberField("active", health.active());
        out.writeNumberField("idle", health.idle());
        out.writeNumberField("waiting", health.waiting());
        out.writeNumberField("size", health.size());
        out.writeNumberField("max", health.max());
        out.writeEndObject();
    }
}
