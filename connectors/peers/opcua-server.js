// An OPC UA server of another maker, behind a front that can be taken away. Says "ready", then obeys lines:
//   up PORT | down          the front listens and says "up" | closes all connections and says "down"
//   set NAME VALUE          level (Double), count (Int32), on (Boolean), note (String), setpoint (Double); says "set"
//   bad NAME                BadSensorFailure; says "bad"
//   get NAME                says "got VALUE"
//   hang on|off             nothing passes the front, or it does again; says "hangs"
"use strict";
const fs = require("fs");
const net = require("net");
const os = require("os");
const path = require("path");
const {
    OPCUACertificateManager,
    OPCUAServer,
    Variant,
    DataType,
    StatusCodes,
    SecurityPolicy,
    MessageSecurityMode,
} = require("node-opcua");

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ringmain-peer-"));
process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));

const types = {
    level: DataType.Double,
    count: DataType.Int32,
    on: DataType.Boolean,
    note: DataType.String,
    setpoint: DataType.Double,
};
const values = { level: 0.5, count: 1, on: false, note: "calm", setpoint: 20 };
const nodes = {};
const sockets = new Set();
let inner = 0;
let front = null;
let isHanging = false;
let held = [];

const say = (line) => process.stdout.write(line + "\n");

function parse(name, text) {
    return types[name] === DataType.String ? text : types[name] === DataType.Boolean ? text === "true" : Number(text);
}

function pass(from, to) {
    from.on("data", (bytes) => {
        if (isHanging) {
            held.push(() => to.write(bytes));
        } else {
            to.write(bytes);
        }
    });
    from.on("close", () => to.destroy());
    from.on("error", () => to.destroy());
    sockets.add(from);
}

const orders = {
    up(port) {
        front = net.createServer((client) => {
            const server = net.connect(inner, "127.0.0.1");
            pass(client, server);
            pass(server, client);
        });
        front.listen(Number(port), "127.0.0.1", () => say("up"));
    },
    down() {
        held = [];
        sockets.forEach((socket) => socket.destroy());
        sockets.clear();
        if (front === null) {
            say("down");
        } else {
            front.close(() => say("down"));
            front = null;
        }
    },
    set(name, text) {
        values[name] = parse(name, text);
        nodes[name].setValueFromSource({ dataType: types[name], value: values[name] });
        say("set");
    },
    bad(name) {
        nodes[name].setValueFromSource({ dataType: types[name], value: values[name] }, StatusCodes.BadSensorFailure);
        say("bad");
    },
    get(name) {
        say("got " + nodes[name].readValue().value.value);
    },
    hang(word) {
        isHanging = word === "on";
        if (!isHanging) {
            held.forEach((write) => write());
            held = [];
        }
        say("hangs");
    },
};

(async () => {
    const server = new OPCUAServer({
        port: 0,
        hostname: "127.0.0.1",
        securityPolicies: [SecurityPolicy.None],
        securityModes: [MessageSecurityMode.None],
        allowAnonymous: true,
        disableDiscovery: true,
        serverCertificateManager: new OPCUACertificateManager({
            automaticallyAcceptUnknownCertificate: true,
            rootFolder: folder,
            keySize: 2048,
        }),
    });
    await server.initialize();
    const namespace = server.engine.addressSpace.getOwnNamespace();
    for (const name of Object.keys(types)) {
        nodes[name] = namespace.addVariable({
            organizedBy: server.engine.addressSpace.rootFolder.objects,
            browseName: name,
            nodeId: "s=" + name,
            dataType: types[name],
            minimumSamplingInterval: 10,
            value: new Variant({ dataType: types[name], value: values[name] }),
        });
        if (name !== "setpoint") {
            nodes[name].accessLevel = 1;
            nodes[name].userAccessLevel = 1;
        }
    }
    await server.start();
    inner = server.endpoints[0].port;
    require("readline")
        .createInterface({ input: process.stdin })
        .on("line", (line) => {
            const [order, ...words] = line.trim().split(/\s+/);
            orders[order](...words);
        })
        .on("close", () => process.exit(0));
    say("ready");
})();
