package io.ringmain.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.gateway.tls.PemFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates that sign themselves, for localhost and 127.0.0.1: made by openssl, or where there is none by the JDK. */
public record TestKeys(Path certificate, Path key) {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String NAMES = "DNS:localhost,IP:127.0.0.1";

    /** Makes a pair in files of that name. */
    public static TestKeys make(Path folder, String name) {
        TestKeys keys = new TestKeys(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
        try {
            if (!keys.byOpenssl(name)) {
                keys.byKeytool(folder, name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return keys;
    }

    public PemFiles files() {
        return new PemFiles(certificate, key, null);
    }

    /** Puts these in the place of others, as whoever renews certificates does. */
    public void replace(PemFiles others) {
        try {
            Files.copy(certificate, others.certificate(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Files.copy(key, others.key(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean byOpenssl(String name) throws IOException, InterruptedException {
        List<String> command = List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "30",
                "-subj",
                "/CN=" + name,
                "-addext",
                "subjectAltName=" + NAMES,
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString());
        try {
            return run(command) == 0;
        } catch (IOException e) {
            return false; // there is none
        }
    }

    private void byKeytool(Path folder, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve(name + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int code = run(List.of(
                keytool,
                "-genkeypair",
                "-alias",
                "it",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "30",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=" + NAMES,
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD)));
        assertThat(code).isZero();
        KeyStore read = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            read.load(in, PASSWORD);
        }
        Key made = read.getKey("it", PASSWORD);
        Files.writeString(key, pem("PRIVATE KEY", made.getEncoded()));
        Files.writeString(
                certificate, pem("CERTIFICATE", read.getCertificate("it").getEncoded()));
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static String pem(String type, byte[] bytes) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + type + "-----\n";
    }

    /** For a client that trusts these certificates, and shows one of its own if it has any. */
    public static SSLContext client(TestKeys own, TestKeys... trusted) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, PASSWORD);
            for (TestKeys keys : trusted) {
                store.setCertificateEntry(keys.certificate().toString(), keys.read());
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own == null ? null : own.managers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public Certificate read() throws IOException, GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificate)));
    }

    private KeyManager[] managers() throws IOException, GeneralSecurityException {
        String text = Files.readString(key).replaceAll("-----[A-Z ]+-----", "");
        Key made = java.security.KeyFactory.getInstance("EC")
                .generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(
                        Base64.getMimeDecoder().decode(text)));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setKeyEntry("own", made, PASSWORD, new Certificate[] {read()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        return keys.getKeyManagers();
    }
}
