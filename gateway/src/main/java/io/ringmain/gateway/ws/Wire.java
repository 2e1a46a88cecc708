package io.ringmain.gateway.ws;

import java.net.InetSocketAddress;

/**
 * One client's connection: messages in where it takes any, one message at a time out. Everything is handed to the hub.
 *
 * <p>Thread: {@link #open} and the events the connection's I/O thread; everything else the hub.
 */
interface Wire {
    /** What the hub hears of a connection. */
    interface Events {
        void onMessage(byte[] message);

        /** A message that is not taken; the connection is to be ended with that code. */
        void onRefused(CloseCode code);

        /** What came is against the protocol: the connection is being ended. */
        void onBroken(String why);

        void onSent();

        void onClosed();
    }

    /** How its messages are written. */
    Encoding encoding();

    /** Where the client is. */
    InetSocketAddress address();

    /** Begins to receive. */
    void open(Events listener);

    /** Sends a frame, and returns its bytes; the next message only after {@link Events#onSent}. */
    int send(Frame frame, long number);

    /** Sends a reply to a message; the next one only after {@link Events#onSent}. */
    void send(byte[] reply);

    /** A message that {@link Events#onMessage} was given has been handled. */
    void handled(int bytes);

    /** Says the code, then closes. */
    void close(CloseCode code);

    /** Closes without a word: the client takes none. */
    void drop();
}
