package io.ringmain.gateway.render;

import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.auth.AccessRefused;
import io.ringmain.gateway.auth.Grant;
import io.ringmain.gateway.view.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Pages of the HMI as a user sees them: rendered in a session of that user, which ends with the rendering.
 *
 * <p>Thread: any worker; it reads and writes the store.
 */
public final class UserPages {
    private final Access access;
    private final PageRenderer renderer;
    private final Supplier<URI> server;

    /** @param server address of the server, asked when a page is rendered */
    public UserPages(Access access, PageRenderer renderer, Supplier<URI> server) {
        this.access = access;
        this.renderer = renderer;
        this.server = server;
    }

    /**
     * @param path below the server's address, beginning with {@code /}
     * @throws RenderException as the renderer's, and when the user may not log in any more
     */
    public void render(
            String user,
            String path,
            RenderFormat format,
            int width,
            int height,
            Path target,
            BooleanSupplier isCancelled)
            throws RenderException, IOException {
        Grant grant;
        try {
            grant = access.actFor(user);
        } catch (AccessRefused e) {
            throw new RenderException(e.code(), e.getMessage());
        }
        try {
            URI page = URI.create(base() + path);
            renderer.render(Rendering.of(format, page, session(grant), width, height), target, isCancelled);
        } finally {
            access.logout(grant.principal());
        }
    }

    /** By the loopback where the server listens everywhere. */
    private String base() {
        String text = server.get().toString().replaceFirst("//(0\\.0\\.0\\.0|\\[::0?\\])", "//127.0.0.1");
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** As {@code POST /auth/login} answers, which is what the HMI keeps. */
    private static String session(Grant grant) {
        byte[] json = Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("token", grant.token());
            out.writeStringField("expiresAt", grant.principal().expiresAt().toString());
            out.writeObjectFieldStart("user");
            out.writeStringField("name", grant.principal().user());
            out.writeStringField("role", grant.principal().role().label());
            out.writeArrayFieldStart("permissions");
            for (Permission permission : grant.principal().role().grants().keySet()) {
                out.writeString(permission.label());
            }
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndObject();
        });
        return new String(json, StandardCharsets.UTF_8);
    }
}
