package io.ringmain.connectors.modbus;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A device that answers as a test wants it, byte for byte. */
final class HostileModbus implements AutoCloseable {

    record Request(int transaction, int unit, byte[] pdu) {
        int function() {
            return pdu[0] & 0xFF;
        }

        /** A message with that header and those bytes. */
        byte[] answer(int transactionId, int unitId, int... bytes) {
            ByteBuffer frame = ByteBuffer.allocate(7 + bytes.length);
            frame.putShort((short) transactionId)
                    .putShort((short) 0)
                    .putShort((short) (bytes.length + 1))
                    .put((byte) unitId);
            for (int one : bytes) {
                frame.put((byte) one);
            }
            return frame.array();
        }

        byte[] echo() {
            int[] bytes = new int[pdu.length];
            for (int i = 0; i < pdu.length; i++) {
                bytes[i] = pdu[i];
            }
            return answer(transaction, unit, bytes);
        }
    }

    /** What is done with a request. */
    interface Habit {
        void take(Request request, OutputStream out) throws IOException;
    }

    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Habit habit;

    HostileModbus(Habit habit) throws IOException {
        this.habit = habit;
        daemon(() -> {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                daemon(() -> serve(socket));
            }
        });
    }

    private interface Body {
        void run() throws IOException;
    }

    private static void daemon(Body body) {
        Thread thread = new Thread(
                () -> {
                    try {
                        body.run();
                    } catch (IOException e) {
                        // closed
                    }
                },
                "hostile-modbus");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                int transaction = in.readUnsignedShort();
                in.readUnsignedShort();
                byte[] rest = new byte[in.readUnsignedShort()];
                in.readFully(rest);
                byte[] pdu = new byte[rest.length - 1];
                System.arraycopy(rest, 1, pdu, 0, pdu.length);
                Request request = new Request(transaction, rest[0] & 0xFF, pdu);
                requests.add(request);
                habit.take(request, socket.getOutputStream());
            }
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The bytes of the last request with that function. */
    int[] last(int function) {
        byte[] pdu = requests.stream()
                .filter(request -> request.function() == function)
                .reduce((first, second) -> second)
                .orElseThrow()
                .pdu();
        int[] bytes = new int[pdu.length];
        for (int i = 0; i < pdu.length; i++) {
            bytes[i] = pdu[i] & 0xFF;
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
