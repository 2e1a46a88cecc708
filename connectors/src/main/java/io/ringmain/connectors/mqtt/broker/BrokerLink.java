package io.ringmain.connectors.mqtt.broker;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import io.netty.channel.nio.NioEventLoopGroup;
import io.reactivex.internal.schedulers.SchedulerPoolFactory;
import io.reactivex.schedulers.Schedulers;
import io.ringmain.connectors.Backoff;
import io.ringmain.core.tag.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection to a broker: a new one is made whenever the last has ended, after a pause that doubles with every
 * failure up to a limit and is shortened by chance up to a half. What comes waits in an {@link Inbox} for the link's thread.
 *
 * <p>Thread: {@link #start} and {@link #close} by one, {@link #publish} by any, everything else by the link's own. Owns: that
 * thread, and one of the library's.
 */
public final class BrokerLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);

    /** How long it sleeps while nothing arrives, ms. */
    private static final long IDLE_MS = 5;
    /** Messages between two turns of the listener. */
    private static final int BATCH = 500;
    /** Filters in one SUBSCRIBE packet. */
    private static final int MOST_FILTERS = 200;
    /** More than these wait for a broker only when it does not answer. */
    private static final int MOST_PENDING = 10_000;

    private static final long DISCONNECT_MS = 700;

    static {
        // the library loads Rx's shared schedulers, of which nothing is used here: their housekeeping thread is to go
        Schedulers.trampoline();
        SchedulerPoolFactory.shutdown();
    }

    private final BrokerSettings settings;
    private final BrokerListener listener;
    private final BrokerCounters counters = new BrokerCounters();
    private final Inbox inbox = new Inbox(counters);
    private final Pending pending = new Pending(counters);
    private final Backoff backoff;
    private final NioEventLoopGroup eventLoop;
    private final Thread thread;
    private volatile boolean isStopping;
    /** Present connection, null while there is none; the number tells a late event of one before from its own. */
    private volatile Wire wire;

    private volatile boolean isConnected;
    private volatile String lastError = "";
    private long number;
    private long nextAttemptNs = System.nanoTime();
    private long connectDeadlineNs;

    public BrokerLink(String connector, BrokerSettings brokerSettings, BrokerListener listener) {
        settings = brokerSettings.named(connector);
        this.listener = listener;
        backoff = new Backoff(settings.reconnectMinMs(), settings.reconnectMaxMs());
        ThreadFactory threads = task -> daemon(task, "mqtt-" + connector + "-netty");
        eventLoop = new NioEventLoopGroup(1, threads);
        thread = daemon(this::run, "mqtt-" + connector + "-link");
    }

    private static Thread daemon(Runnable task, String name) {
        Thread made = new Thread(task, name);
        made.setDaemon(true);
        return made;
    }

    public void start() {
        thread.start();
    }

    public BrokerCounters counters() {
        return counters;
    }

    /** Empty when there was none. Thread: any. */
    public String lastError() {
        return lastError;
    }

    /** Thread: any. */
    public boolean isConnected() {
        return isConnected;
    }

    /** Messages whose answer is awaited. Thread: any. */
    public int pending() {
        return pending.count();
    }

    private void run() {
        while (!isStopping) {
            try {
                turn();
            } catch (InterruptedException e) {
                isStopping = true;
            } catch (RuntimeException e) {
                noteError(e);
            }
        }
        leave();
    }

    private void turn() throws InterruptedException {
        takeEvents();
        long nowNs = System.nanoTime();
        if (wire == null && nowNs - nextAttemptNs >= 0) {
            connect(nowNs);
        } else if (wire != null && !isConnected && nowNs - connectDeadlineNs >= 0) {
            lost("the broker did not answer in time");
        }
        pending.expire(nowNs);
        Inbox.Arrival arrival = inbox.take(IDLE_MS);
        for (int i = 0; arrival != null && i < BATCH && !isStopping; i++) {
            take(arrival);
            arrival = i + 1 < BATCH ? inbox.poll() : null;
        }
        listener.onTurn(System.nanoTime());
    }

    private void take(Inbox.Arrival arrival) {
        if (arrival.session() != number) {
            return;
        }
        try {
            listener.onMessage(arrival.message());
        } catch (RuntimeException e) {
            // the next one may be better
            noteError(e);
        }
    }

    private void takeEvents() {
        for (Inbox.Event event = inbox.event(); event != null; event = inbox.event()) {
            if (event.session() != number || wire == null) {
                continue;
            }
            if (event instanceof Inbox.Connected) {
                isConnected = true;
                backoff.reset();
                counters.connections.increment();
                listener.onConnected();
            } else if (event instanceof Inbox.Ended ended) {
                // what came before the end counts: the broker has it acknowledged and does not send it again
                for (Inbox.Arrival left = inbox.poll(); left != null; left = inbox.poll()) {
                    take(left);
                }
                if (ended.session() == number) {
                    lost(ended.reason());
                }
            } else if (event instanceof Inbox.Subscribed subscribed) {
                listener.onSubscribed(subscribed.subscriptions(), subscribed.statusCodes());
            }
        }
    }

    private void connect(long nowNs) {
        long session = ++number;
        connectDeadlineNs = nowNs + TimeUnit.MILLISECONDS.toNanos(settings.connectTimeoutMs() * 3L);
        try {
            Message will = listener.will();
            Wire next = open(session);
            wire = next;
            next.connect(will).whenComplete((ack, error) -> {
                if (error == null) {
                    inbox.add(new Inbox.Connected(session));
                } else {
                    inbox.add(new Inbox.Ended(session, Causes.text(error)));
                }
            });
        } catch (RuntimeException e) {
            // a file that is not as it must be, or something unexpected: neither is tried again without a pause
            lost(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private Wire open(long session) {
        MqttClientTransportConfig transport = MqttClientTransportConfig.builder()
                .serverHost(settings.host())
                .serverPort(settings.port())
                .socketConnectTimeout(settings.connectTimeoutMs(), TimeUnit.MILLISECONDS)
                .mqttConnectTimeout(settings.connectTimeoutMs(), TimeUnit.MILLISECONDS)
                .sslConfig(settings.isTls() ? TlsMaterial.of(settings) : null)
                .build();
        MqttClientBuilder builder = MqttClient.builder()
                .identifier(settings.clientId())
                .transportConfig(transport)
                .executorConfig(MqttClientExecutorConfig.builder()
                        .nettyExecutor(eventLoop)
                        // callbacks only put things into the inbox: the library's own thread may do that
                        .applicationScheduler(Schedulers.from(Runnable::run))
                        .build());
        Wire.Events events = new Wire.Events() {
            @Override
            public void onMessage(Message message) {
                counters.messages.increment();
                if (message.payload().length > settings.payloadBytes()) {
                    counters.tooLarge.increment();
                    inbox.add(session, new Message(message.topic(), null, message.qos(), message.isRetained()));
                } else {
                    inbox.add(session, message);
                }
            }

            @Override
            public void onEnd(String reason) {
                inbox.add(new Inbox.Ended(session, reason));
            }
        };
        return settings.version() == 5 ? new Wire5(settings, builder, events) : new Wire3(settings, builder, events);
    }

    private void lost(String reason) {
        Wire ended = wire;
        wire = null;
        isConnected = false;
        number++;
        lastError = reason;
        pending.end();
        if (ended != null) {
            ended.disconnect();
        }
        nextAttemptNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(backoff.pauseMs());
        listener.onUnavailable(reason);
    }

    /** Drops the present connection, to make another one with another will. Thread: the link's. */
    public void reconnect(String reason) {
        if (wire != null) {
            lost(reason);
        }
    }

    /** Asks for topics; what becomes of it is told the listener. Thread: the link's. */
    public void subscribe(List<Subscription> subscriptions) {
        Wire present = wire;
        if (present == null || !isConnected) {
            return;
        }
        long session = number;
        for (int from = 0; from < subscriptions.size(); from += MOST_FILTERS) {
            List<Subscription> some =
                    List.copyOf(subscriptions.subList(from, Math.min(from + MOST_FILTERS, subscriptions.size())));
            present.subscribe(some).thenAccept(codes -> inbox.add(new Inbox.Subscribed(session, some, codes)));
        }
    }

    /** Takes topics back. Thread: the link's. */
    public void unsubscribe(List<String> filters) {
        Wire present = wire;
        if (present == null || !isConnected) {
            return;
        }
        for (int from = 0; from < filters.size(); from += MOST_FILTERS) {
            present.unsubscribe(new ArrayList<>(filters.subList(from, Math.min(from + MOST_FILTERS, filters.size()))));
        }
    }

    /**
     * Sends a message. The future completes with an OPC UA status code: what the broker answered, BadTimeout, or
     * BadNoCommunication when there is no connection or it ends before the answer; never exceptionally, in any thread.
     */
    public CompletableFuture<Integer> publish(Message message, int timeoutMs) {
        Wire present = wire;
        if (present == null || !isConnected) {
            return CompletableFuture.completedFuture(Quality.BAD_NO_COMMUNICATION);
        }
        if (pending.count() >= MOST_PENDING) {
            return CompletableFuture.completedFuture(Quality.BAD_RESOURCE_UNAVAILABLE);
        }
        CompletableFuture<Integer> answer = pending.add(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs));
        try {
            present.publish(message).thenAccept(answer::complete);
        } catch (RuntimeException e) {
            noteError(e);
            answer.complete(Quality.BAD_INTERNAL_ERROR);
        }
        if (wire != present) {
            // it ended meanwhile, and those that were pending then have been answered already
            answer.complete(Quality.BAD_NO_COMMUNICATION);
        }
        return answer;
    }

    private void noteError(RuntimeException error) {
        LongAdder errors = counters.errors;
        if (errors.sum() == 0) {
            LOG.error("unexpected on the link to {}", settings.address(), error);
        }
        errors.increment();
        lastError = error.toString();
    }

    private void leave() {
        Wire last = wire;
        if (last != null && isConnected) {
            try {
                listener.onClosing();
                last.disconnect().toCompletableFuture().get(DISCONNECT_MS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.debug("disconnecting from {}: {}", settings.address(), e.toString());
            }
        }
        isConnected = false;
        wire = null;
        pending.end();
    }

    /** Takes at most 2.5 s. */
    @Override
    public void close() {
        isStopping = true;
        try {
            thread.join(1_200);
            thread.interrupt();
            thread.join(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        eventLoop.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS).awaitUninterruptibly(1_000);
        pending.end();
    }
}
