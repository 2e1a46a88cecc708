package io.ringmain.gateway.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmain.core.spi.ProvisionException;
import io.ringmain.gateway.config.Settings;
import io.ringmain.gateway.tls.ServerKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What a running site says of itself. */
final class RunningCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Findings findings;

    RunningCheck(Findings findings) {
        this.findings = findings;
    }

    /**
     * Asks for its health.
     *
     * @param trusted settings whose certificate is trusted besides those that Java trusts; null for none
     */
    void run(URI url, Settings.Http trusted) {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(PATIENCE);
        try {
            if (trusted != null && trusted.tls() != null && "https".equals(url.getScheme())) {
                client.sslContext(
                        trust(ServerKeys.certificates(trusted.tls().files().certificate())));
            }
            HttpResponse<String> answer = client.build()
                    .send(
                            HttpRequest.newBuilder(url.resolve("/health/ready"))
                                    .timeout(PATIENCE)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            judge(url, answer);
        } catch (IOException | IllegalArgumentException | ProvisionException | GeneralSecurityException e) {
            findings.fail(
                    "running site",
                    url + " does not answer: "
                            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                    "look whether it runs, and at ringmain.log in its data folder",
                    Finding.Kind.NOT_REACHABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void judge(URI url, HttpResponse<String> answer) throws IOException {
        JsonNode health = new ObjectMapper().readTree(answer.body());
        String status = health.path("status").asText();
        StringBuilder detail = new StringBuilder(url + " is " + (status.isEmpty() ? "no Ringmain" : status));
        health.path("reasons").forEach(reason -> detail.append("; ").append(reason.asText()));
        switch (status) {
            case "ready" -> findings.ok("running site", detail.toString());
            case "degraded" -> findings.warn("running site", detail.toString(), "look after what it names");
            default ->
                findings.fail(
                        "running site", detail.toString(), "see ringmain.log in its data folder", Finding.Kind.MACHINE);
        }
    }

    private static SSLContext trust(List<? extends java.security.cert.Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, new char[0]);
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("site-" + i, certificates.get(i));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
