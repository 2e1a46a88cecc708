package io.ringmain.historian.records;

import io.ringmain.historian.sql.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** The configuration as of the position, in the same database. Thread: the projection's. */
final class StoredSite {
    /** Bytes of a part, which are 4,000 characters; a multiple of 3, so that parts can be joined as they are. */
    private static final int PART = 3_000;

    private StoredSite() {}

    static void write(Session session, byte[] configuration) {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        byte[] bytes = deflated.toByteArray();
        List<Map<String, Object>> parts = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += PART) {
            byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + PART));
            parts.add(Map.of(
                    "part", (long) parts.size(), "content", Base64.getEncoder().encodeToString(part)));
        }
        session.execute("DELETE FROM projection_site");
        session.batch("INSERT INTO projection_site (part, content) VALUES (:part, :content)", parts);
    }

    /** Empty when there was none. */
    static byte[] read(Session session) {
        List<String> parts =
                session.list("SELECT content FROM projection_site ORDER BY part", row -> row.text("content"));
        if (parts.isEmpty()) {
            return new byte[0];
        }
        byte[] deflated = Base64.getDecoder().decode(String.join("", parts));
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the stored configuration is damaged", e);
        }
    }
}
