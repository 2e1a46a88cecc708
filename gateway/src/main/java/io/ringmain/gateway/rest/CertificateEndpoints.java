package io.ringmain.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.spi.Permission;
import io.ringmain.core.spi.TrustList;
import io.ringmain.gateway.view.Problem;
import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The certificates that a connector has met or was given: an operator trusts them or takes the trust away, and it is noted. */
final class CertificateEndpoints {
    private static final String ALL = "/api/v1/connectors/{name}/certificates";
    /** Characters of a thumbprint by which it may be known. */
    private static final int LEAST_BEGINNING = 8;

    private static final String ONE = ALL + "/{thumbprint}";

    private final Devices devices;
    private final DeviceLog log;
    private final Executor files;

    CertificateEndpoints(RestContext context, Devices devices, DeviceLog log) {
        this.devices = devices;
        this.log = log;
        files = context.lanes().of(Lane.RECORDS);
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", ALL, Permission.VIEW_SYSTEM, Lane.RECORDS, Set.of(), this::list),
                decision(":trust", "trusts", TrustList::trust),
                decision(":reject", "trusts no more", TrustList::reject));
    }

    /** What is done with a certificate of that thumbprint. */
    private interface Decision {
        void of(TrustList list, String thumbprint);
    }

    private Route decision(String verb, String word, Decision decision) {
        return new Route(
                "POST", ONE + verb, Permission.ADMIN, Lane.RECORDS, Set.of(), call -> decide(call, word, decision));
    }

    private CompletionStage<Answer> list(Call call) {
        List<TrustList.Entry> entries = devices.trustList(call.path("name")).entries();
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("items");
                    for (TrustList.Entry entry : entries) {
                        write(out, entry);
                    }
                    out.writeEndArray();
                    out.writeNullField("next");
                    out.writeEndObject();
                })
                .now();
    }

    private CompletionStage<Answer> decide(Call call, String word, Decision decision) {
        String name = call.path("name");
        String given = call.path("thumbprint").toLowerCase(Locale.ROOT);
        String reason = call.body("reason").text("reason", "");
        TrustList list = devices.trustList(name);
        TrustList.Entry entry = entry(list, given);
        String thumbprint = entry.thumbprint();
        if (entry.equals(list.entries().get(0))) {
            throw own(name);
        }
        String what = "connector " + name + " " + word + " the certificate " + thumbprint + " of " + entry.subject();
        return log.note(call.principal(), what, reason)
                .thenApplyAsync(
                        noted -> {
                            try {
                                decision.of(list, thumbprint);
                            } catch (NoSuchElementException e) {
                                throw unknown(thumbprint);
                            } catch (IllegalArgumentException e) {
                                throw own(name);
                            }
                            TrustList.Entry after = entry(list, thumbprint);
                            return Answer.json(out -> write(out, after));
                        },
                        files);
    }

    /** The one of that thumbprint, or the only one whose thumbprint begins so. */
    private static TrustList.Entry entry(TrustList list, String thumbprint) {
        List<TrustList.Entry> found = list.entries().stream()
                .filter(entry -> entry.thumbprint().equals(thumbprint)
                        || thumbprint.length() >= LEAST_BEGINNING
                                && entry.thumbprint().startsWith(thumbprint))
                .toList();
        if (found.isEmpty()) {
            throw unknown(thumbprint);
        }
        if (found.size() > 1) {
            throw new Problem(
                    409,
                    "certificate-ambiguous",
                    "More than one certificate's thumbprint begins with " + thumbprint + ".");
        }
        return found.get(0);
    }

    private static Problem unknown(String thumbprint) {
        return Problem.notFound("certificate-unknown", "There is no certificate " + thumbprint + ".");
    }

    private static Problem own(String connector) {
        return new Problem(409, "certificate-own", "It is the own certificate of connector " + connector + ".");
    }

    private static void write(JsonGenerator out, TrustList.Entry entry) throws IOException {
        out.writeStartObject();
        out.writeStringField("thumbprint", entry.thumbprint());
        out.writeBooleanField("trusted", entry.isTrusted());
        out.writeStringField("subject", entry.subject());
        out.writeStringField("issuer", entry.issuer());
        out.writeStringField("applicationUri", entry.applicationUri());
        out.writeStringField("notBefore", DateTimeFormatter.ISO_INSTANT.format(entry.notBefore()));
        out.writeStringField("notAfter", DateTimeFormatter.ISO_INSTANT.format(entry.notAfter()));
        out.writeStringField("remark", entry.remark());
        out.writeEndObject();
    }
}
