package io.ringmain.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.historian.audit.BatchProof;
import io.ringmain.historian.audit.ConsistencyProof;
import io.ringmain.historian.audit.RecordProof;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Proofs as JSON files. */
final class ProofFiles {
    static final String RECORD = "record";
    static final String CONSISTENCY = "consistency";

    private ProofFiles() {}

    /** Without the record in words: those who check it get them from what is proven. */
    static Map<String, Object> json(RecordProof proof) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("proof", RECORD);
        json.put("sequence", proof.sequence());
        json.put("batch", json(proof.batch()));
        json.put("configuration", proof.configuration() == null ? null : json(proof.configuration()));
        json.put("checkpoint", AuditFiles.json(proof.checkpoint()));
        json.put("keys", proof.keys());
        return json;
    }

    static Map<String, Object> json(ConsistencyProof proof) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("proof", CONSISTENCY);
        json.put("from", AuditFiles.json(proof.from()));
        json.put("to", AuditFiles.json(proof.to()));
        json.put("path", hex(proof.path()));
        json.put("keys", proof.keys());
        return json;
    }

    private static Map<String, Object> json(BatchProof proof) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("leaf", proof.leaf());
        json.put("bytes", Base64.getEncoder().encodeToString(proof.bytes()));
        json.put("path", hex(proof.path()));
        return json;
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(HexFormat.of()::formatHex).toList();
    }

    static RecordProof record(Path file, JsonNode json) {
        try {
            JsonNode configuration = json.get("configuration");
            return new RecordProof(
                    AuditFiles.number(json, "sequence"),
                    batch(object(json, "batch")),
                    configuration == null || configuration.isNull() ? null : batch(object(json, "configuration")),
                    AuditFiles.checkpoint(file, object(json, "checkpoint")),
                    texts(json, "keys"));
        } catch (IllegalArgumentException e) {
            throw AuditFiles.refused(file, "not a proof of 'journal proof': " + e.getMessage());
        }
    }

    static ConsistencyProof consistency(Path file, JsonNode json) {
        try {
            return new ConsistencyProof(
                    AuditFiles.checkpoint(file, object(json, "from")),
                    AuditFiles.checkpoint(file, object(json, "to")),
                    hashes(json),
                    texts(json, "keys"));
        } catch (IllegalArgumentException e) {
            throw AuditFiles.refused(file, "not a proof of 'journal proof': " + e.getMessage());
        }
    }

    private static BatchProof batch(JsonNode json) {
        return new BatchProof(
                AuditFiles.number(json, "leaf"),
                Base64.getDecoder().decode(AuditFiles.text(json, "bytes")),
                hashes(json));
    }

    private static List<byte[]> hashes(JsonNode json) {
        return texts(json, "path").stream().map(HexFormat.of()::parseHex).toList();
    }

    private static JsonNode object(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || !value.isObject()) {
            throw new IllegalArgumentException(name + " is missing or no object");
        }
        return value;
    }

    private static List<String> texts(JsonNode json, String name) {
        JsonNode array = json.get(name);
        if (array == null || !array.isArray()) {
            throw new IllegalArgumentException(name + " is missing or no list");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : array) {
            if (!each.isTextual()) {
                throw new IllegalArgumentException(name + " holds what is no text");
            }
            texts.add(each.textValue());
        }
        return texts;
    }
}
