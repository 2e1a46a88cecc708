package io.ringmain.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ringmain.historian.audit.AuditException;
import io.ringmain.historian.audit.Checkpoint;
import io.ringmain.historian.audit.VerifyingKey;
import io.ringmain.historian.files.CheckedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an auditor keeps elsewhere: checkpoints as JSON, public keys as PEM. */
final class AuditFiles {
    /** Two values under one name would be two proofs. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final int MAX_BYTES = 64 * 1024 * 1024;

    private AuditFiles() {}

    static Map<String, Object> json(Checkpoint checkpoint) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("log", checkpoint.logId());
        json.put("size", checkpoint.size());
        json.put("sequence", checkpoint.sequence());
        json.put("root", HexFormat.of().formatHex(checkpoint.root()));
        json.put("chain", HexFormat.of().formatHex(checkpoint.chain()));
        json.put("timeMs", checkpoint.timeMs());
        json.put("time", Instant.ofEpochMilli(checkpoint.timeMs()).toString());
        json.put("key", checkpoint.key());
        json.put("signature", Base64.getEncoder().encodeToString(checkpoint.signature()));
        return json;
    }

    static Checkpoint checkpoint(Path file) {
        return checkpoint(file, read(file));
    }

    static Checkpoint checkpoint(Path file, JsonNode json) {
        try {
            return new Checkpoint(
                    text(json, "log"),
                    number(json, "size"),
                    number(json, "sequence"),
                    HexFormat.of().parseHex(text(json, "root")),
                    HexFormat.of().parseHex(text(json, "chain")),
                    number(json, "timeMs"),
                    (int) number(json, "key"),
                    Base64.getDecoder().decode(text(json, "signature")));
        } catch (IllegalArgumentException e) {
            throw refused(file, "not a checkpoint of 'journal checkpoint': " + e.getMessage());
        }
    }

    static VerifyingKey publicKey(Path file) {
        try {
            return VerifyingKey.ofPem(new String(bytes(file), StandardCharsets.UTF_8));
        } catch (AuditException e) {
            throw refused(file, e.getMessage());
        }
    }

    static JsonNode read(Path file) {
        try {
            JsonNode json = MAPPER.readTree(bytes(file));
            if (json == null || !json.isObject()) {
                throw refused(file, "not a JSON object");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw refused(file, "not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw refused(file, e.toString());
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw refused(file, "larger than " + (MAX_BYTES >> 20) + " MiB");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.REFUSED, file + " can not be read: " + e.getMessage());
        }
    }

    /** @throws IllegalArgumentException when there is no such text */
    static String text(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException(name + " is missing or no text");
        }
        return value.textValue();
    }

    /** @throws IllegalArgumentException when there is no such whole number */
    static long number(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(name + " is missing or no whole number");
        }
        return value.longValue();
    }

    /** Writes a file whole or not at all. */
    static void write(Path file, String text) {
        try {
            CheckedFile.write(file.toAbsolutePath(), ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, file + " can not be written: " + e);
        }
    }

    static CommandFailure refused(Path file, String reason) {
        return new CommandFailure(ExitCode.REFUSED, file + ": " + reason);
    }
}
