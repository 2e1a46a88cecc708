package io.ringmain.gateway.process;

import io.ringmain.core.site.Revision;
import io.ringmain.gateway.command.SiteDesk;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signal SIGHUP, which asks a process to read its configuration again. The JDK has a class for it that is not part of its
 * interface; where it is missing, the signal does what it does by default.
 */
final class HangUp {
    private static final Logger LOG = LoggerFactory.getLogger(HangUp.class);

    private HangUp() {}

    /** From now on the signal has the site's files read again. */
    static void reloads(SiteDesk desk) {
        onSignal(() -> desk.reload(new Revision("system", "the site's files again, by SIGHUP"), "signal")
                .whenComplete((outcome, failure) -> {
                    if (failure != null) {
                        LOG.error(
                                "The site's files were read again and nothing was changed:\n{}", failure.getMessage());
                    } else {
                        LOG.info("The site's files were read again; configuration {} is in force", outcome.version());
                    }
                }));
    }

    /** Runs the task in a thread of the JVM's own whenever the signal comes. */
    private static void onSignal(Runnable task) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object taken = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            task.run();
                        }
                        return null;
                    });
            Object hangUp = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler).invoke(null, hangUp, taken);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
            LOG.warn("SIGHUP does not read the site's files again: {}", String.valueOf(cause));
        }
    }
}
