package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On folders as an OPC UA connector makes them. The certificates are good for a hundred years. */
class CertificatesCommandTest {
    private static final String OWN =
            "MIIBizCCATKgAwIBAgIUOCY2rnZ4U5KYehn4EUg4MpJBDeYwCgYIKoZIzj0EAwIwDjEMMAoGA1UEAwwDb3duMCAXDT"
                    + "I2MTEyMTE2MTc0NFoYDzIxMjYxMDI4MTYxNzQ0WjAOMQwwCgYDVQQDDANvd24wWTATBgcqhkjOPQIBBggqhkjOPQMB"
                    + "BwNCAAROWqa+dhgGBHdNG0hKup+kehVqUsV8Tha+vuK/Wh+aqDCoAninONeS4l5G91beddg05o3Bz6hjZ9GJPYTzrj"
                    + "xSo2wwajAdBgNVHQ4EFgQUA8m9D1CV1aBwjGEzkunsHp2W0wEwHwYDVR0jBBgwFoAUA8m9D1CV1aBwjGEzkunsHp2W"
                    + "0wEwDwYDVR0TAQH/BAUwAwEB/zAXBgNVHREEEDAOhgx1cm46dGVzdDpvd24wCgYIKoZIzj0EAwIDRwAwRAIgFMq8lW"
                    + "Mq/AjvE2nogespfhKmD0S5U5QyXummAnTjnVoCIEO3kY8+8s4/HhWIQz8rCaaLH+5h3NduWReb4MNe7wB/";
    private static final String PEER =
            "MIIBjzCCATWgAwIBAgIUQQkLgOCH//LKVgf8ofn6z0LwsfQwCgYIKoZIzj0EAwIwDzENMAsGA1UEAwwEcGVlcjAgFw"
                    + "0yNjExMjExNjE3NDRaGA8yMTI2MTAyODE2MTc0NFowDzENMAsGA1UEAwwEcGVlcjBZMBMGByqGSM49AgEGCCqGSM49"
                    + "AwEHA0IABCUppiAzEE4i9IfYV4KUAUho9MuD5va09nZZW+86MjmkGxIINkU+uZu93gsm9/gEAg6OxLKBKZeXoh0EE/"
                    + "lvMyujbTBrMB0GA1UdDgQWBBSfyPE+3Ljorvx4Jnwf2pbDJkguwTAfBgNVHSMEGDAWgBSfyPE+3Ljorvx4Jnwf2pbD"
                    + "JkguwTAPBgNVHRMBAf8EBTADAQH/MBgGA1UdEQQRMA+GDXVybjp0ZXN0OnBlZXIwCgYIKoZIzj0EAwIDSAAwRQIgam"
                    + "cS3lTQvT/74KytuDdSCSdSTwoBgTD9E4Sgjd4YUykCIQDn0XXGlYpM6DiarR9HjXOQ0K8Qv/QOMCVQkRgTwdwtaQ==";
    private static final String PEER_THUMBPRINT = "696e6a0eb0c282f21476b270b01577db7ffcc0ea";

    @TempDir
    private Path folder;

    private Path pki;

    @BeforeEach
    void make() throws IOException {
        pki = folder.resolve("connectors/plant/pki");
        for (String part : List.of("own", "trusted", "issuers", "rejected")) {
            Files.createDirectories(pki.resolve(part));
        }
        Files.write(pki.resolve("own/application.der"), Base64.getDecoder().decode(OWN));
        Files.write(pki.resolve("rejected/peer.der"), Base64.getDecoder().decode(PEER));
        Files.writeString(pki.resolve("rejected/peer.der.txt"), "nobody has trusted it");
        Files.createDirectories(folder.resolve("connectors/file"));
    }

    private Run run(String name, String... more) {
        List<String> all = new ArrayList<>(List.of("connector", "certificates", folder.toString(), name));
        all.addAll(Arrays.asList(more));
        return Run.of(all.toArray(String[]::new));
    }

    @Test
    void shouldListTheOwnOneFirst() {
        Run run = run("plant");
        assertThat(run.exitCode()).as(run.err().toString()).isZero();
        assertThat(run.out()).hasSize(2);
        assertThat(run.out().get(0)).startsWith("trusted  ").contains("CN=own");
        assertThat(run.out().get(1))
                .startsWith("rejected " + PEER_THUMBPRINT)
                .contains("CN=peer")
                .endsWith("(nobody has trusted it)");
    }

    @Test
    void shouldTrustAndReject() throws Exception {
        Run trusted = run("plant", "--trust", PEER_THUMBPRINT.substring(0, 6), "--json");
        JsonNode json = new ObjectMapper().readTree(trusted.out().get(0));
        assertThat(json.get(1).path("trusted").asBoolean()).isTrue();
        assertThat(json.get(1).path("applicationUri").asText()).isEqualTo("urn:test:peer");
        assertThat(pki.resolve("trusted/peer.der")).exists();
        assertThat(pki.resolve("rejected/peer.der.txt")).doesNotExist();

        assertThat(run("plant", "--reject", PEER_THUMBPRINT).exitCode()).isZero();
        assertThat(pki.resolve("rejected/peer.der")).exists();
    }

    @Test
    void shouldSayWhatIsNotThere() {
        Run unknown = run("plant", "--trust", "0000");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(unknown.err()).containsExactly("ringmain: no certificate begins with '0000'");
        assertThat(run("file").err()).containsExactly("ringmain: connector 'file' has no certificates");
        assertThat(run("plnt").err())
                .containsExactly(
                        "ringmain: connector 'plnt' has no folder here, did you mean 'plant'? Known: file, plant");
        assertThat(run("../connectors").exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run("plant", "--trust", "aa", "--reject", "aa").exitCode()).isEqualTo(ExitCode.REFUSED);
    }
}
