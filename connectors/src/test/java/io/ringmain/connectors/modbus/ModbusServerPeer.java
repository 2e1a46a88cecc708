package io.ringmain.connectors.modbus;

import io.ringmain.connectors.testing.FreePort;
import io.ringmain.connectors.testing.NodePeer;

/** A server of another maker in a process of its own (modbus-serial on Node.js). */
final class ModbusServerPeer implements AutoCloseable {
    private final NodePeer peer = NodePeer.start("modbus-server.js");
    private final int port = FreePort.find();

    ModbusServerPeer() {
        peer.await("ready");
    }

    int port() {
        return port;
    }

    ModbusServerPeer up() {
        peer.say("up " + port);
        peer.await("up");
        return this;
    }

    void down() {
        peer.say("down");
        peer.await("down");
    }

    ModbusServerPeer set(String table, int address, int... values) {
        StringBuilder line = new StringBuilder("set " + table + " " + address);
        for (int value : values) {
            line.append(' ').append(value);
        }
        peer.say(line.toString());
        peer.await("set");
        return this;
    }

    /** Values with blanks between. */
    String get(String table, int address, int count) {
        peer.say("get " + table + " " + address + " " + count);
        return peer.await("got");
    }

    void fail(String table, int address, int code) {
        peer.say("fail " + table + " " + address + " " + code);
        peer.await("fails");
    }

    /** @param code exception of all of a unit's answers; 0 for none, -1 for no answer at all */
    void unit(int id, int code) {
        peer.say("unit " + id + " " + code);
        peer.await("unit");
    }

    void hang(boolean isHanging) {
        peer.say("hang " + (isHanging ? "on" : "off"));
        peer.await("hangs");
    }

    @Override
    public void close() {
        peer.close();
    }
}
