package io.ringmain.gateway.rest;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.IoUtils;

/**
 * Sends files piece by piece: a worker reads one, an I/O thread sends it, and only then the next one is read. So a slow
 * client costs one piece, and no I/O thread reads a file.
 *
 * <p>Thread: any.
 */
final class Downloads {
    private static final int PIECE_BYTES = 64 * 1024;
    private static final int MOST = 16;

    private final Executor workers;
    private final AtomicInteger underWay = new AtomicInteger();

    /** @param workers may block */
    Downloads(Executor workers) {
        this.workers = workers;
    }

    /** Whether as many are under way as can be. */
    boolean isFull() {
        return underWay.get() >= MOST;
    }

    /** The body of an answer with that length. */
    Answer.Live of(Path file, long length) {
        return exchange -> {
            Sending sending = new Sending(exchange, file, length);
            underWay.incrementAndGet();
            exchange.addExchangeCompleteListener((ended, next) -> {
                underWay.decrementAndGet();
                sending.close();
                next.proceed();
            });
            sending.next();
        };
    }

    /** One file on its way. Thread: one after the other, workers and the exchange's I/O thread. */
    private final class Sending implements IoCallback {
        private final HttpServerExchange exchange;
        private final Path path;
        private final long length;
        private ByteBuffer piece;
        private FileChannel file;
        private long sent;
        private boolean isClosed;

        Sending(HttpServerExchange exchange, Path path, long length) {
            this.exchange = exchange;
            this.path = path;
            this.length = length;
        }

        /** Thread: I/O. */
        void next() {
            if (sent >= length) {
                exchange.endExchange();
                return;
            }
            try {
                workers.execute(this::read);
            } catch (RuntimeException e) {
                abort(); // too many wait for a worker; the length tells the client that something is missing
            }
        }

        private void read() {
            try {
                if (file == null) {
                    file = FileChannel.open(path);
                    piece = ByteBuffer.allocate(PIECE_BYTES);
                }
                piece.clear().limit((int) Math.min(PIECE_BYTES, length - sent));
                while (piece.hasRemaining()) {
                    if (file.read(piece, sent + piece.position()) < 0) {
                        throw new IOException("the file has become shorter");
                    }
                }
                sent += piece.flip().remaining();
                exchange.getIoThread().execute(this::send);
            } catch (IOException e) {
                exchange.getIoThread().execute(this::abort);
            }
        }

        private void send() {
            if (isClosed) {
                close(); // the client has gone while the file was opened
            } else {
                exchange.getResponseSender().send(piece, this);
            }
        }

        @Override
        public void onComplete(HttpServerExchange same, Sender sender) {
            next();
        }

        @Override
        public void onException(HttpServerExchange same, Sender sender, IOException failure) {
            abort();
        }

        private void abort() {
            IoUtils.safeClose(exchange.getConnection());
            close();
        }

        private void close() {
            isClosed = true;
            IoUtils.safeClose(file);
        }
    }
}
