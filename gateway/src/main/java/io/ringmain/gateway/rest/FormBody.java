package io.ringmain.gateway.rest;

import io.ringmain.gateway.prom.PromException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The body of a form, as browsers and Grafana send them; a name may come several times. */
final class FormBody {
    private static final int MOST = 100;

    private final Map<String, List<String>> fields = new LinkedHashMap<>();

    private FormBody() {}

    /** @throws PromException when it is none; an empty body is a form without fields */
    static FormBody of(Call call) {
        FormBody form = new FormBody();
        String text = call.text();
        if (text.isEmpty()) {
            return form;
        }
        String[] parts = text.split("&", MOST + 1);
        if (parts.length > MOST) {
            throw PromException.badData("the form has more than " + MOST + " fields");
        }
        for (String part : parts) {
            int equals = part.indexOf('=');
            if (equals <= 0) {
                throw PromException.badData("the body is no form");
            }
            try {
                form.fields
                        .computeIfAbsent(decoded(part.substring(0, equals)), name -> new ArrayList<>())
                        .add(decoded(part.substring(equals + 1)));
            } catch (IllegalArgumentException e) {
                throw PromException.badData("the body is no form: " + e.getMessage());
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Empty when it is not there. */
    String text(String name) {
        return fields.getOrDefault(name, List.of("")).get(0);
    }

    List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }
}
