// A Modbus TCP server of another maker. Says "ready", then obeys lines:
//   up PORT | down               listens and says "up" | closes all and says "down"
//   set TABLE ADDRESS VALUE...   TABLE is coil, discrete, input or holding; of all units
//   get TABLE ADDRESS COUNT      says "got VALUE..."
//   fail TABLE ADDRESS CODE      reads and writes there are answered with an exception; CODE 0 ends that
//   unit ID CODE                 all of a unit is answered with an exception; 0 ends that, -1: it does not answer
//   hang on|off                  answers nothing, or answers again
"use strict";
const { ServerTCP } = require("modbus-serial");

const tables = { coil: new Map(), discrete: new Map(), input: new Map(), holding: new Map() };
const failures = new Map();
const units = new Map();
let isHanging = false;
let server = null;

function serve(table, address, unit, done, action) {
    if (isHanging || units.get(unit) === -1) {
        return;
    }
    const code = units.get(unit) || failures.get(table + address);
    if (code) {
        done({ modbusErrorCode: code });
    } else {
        done(null, action());
    }
}

function read(table, otherwise) {
    return (address, unit, done) =>
        serve(table, address, unit, done, () => (tables[table].has(address) ? tables[table].get(address) : otherwise));
}

function write(table) {
    return (address, value, unit, done) =>
        serve(table, address, unit, done, () => {
            tables[table].set(address, value);
        });
}

const vector = {
    getCoil: read("coil", false),
    getDiscreteInput: read("discrete", false),
    getInputRegister: read("input", 0),
    getHoldingRegister: read("holding", 0),
    setCoil: write("coil"),
    setRegister: write("holding"),
};

const say = (line) => process.stdout.write(line + "\n");

const orders = {
    up(port) {
        server = new ServerTCP(vector, { host: "127.0.0.1", port: Number(port), unitID: 255 });
        server.on("initialized", () => say("up"));
        server.on("serverError", (error) => say("error " + error));
        server.on("socketError", () => {});
    },
    down() {
        if (server === null) {
            say("down");
            return;
        }
        server.close(() => say("down"));
        server = null;
    },
    set(table, address, ...values) {
        values.forEach((value, i) => {
            const isBit = table === "coil" || table === "discrete";
            tables[table].set(Number(address) + i, isBit ? value === "1" : Number(value));
        });
        say("set");
    },
    get(table, address, count) {
        const values = [];
        for (let i = 0; i < Number(count); i++) {
            values.push(Number(tables[table].get(Number(address) + i) || 0));
        }
        say("got " + values.join(" "));
    },
    fail(table, address, code) {
        failures.set(table + Number(address), Number(code));
        say("fails");
    },
    unit(id, code) {
        units.set(Number(id), Number(code));
        say("unit");
    },
    hang(word) {
        isHanging = word === "on";
        say("hangs");
    },
};

require("readline")
    .createInterface({ input: process.stdin })
    .on("line", (line) => {
        const [order, ...words] = line.trim().split(/\s+/);
        orders[order](...words);
    })
    .on("close", () => process.exit(0));
say("ready");
