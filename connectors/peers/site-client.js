// A client of another maker (node-opcua) that looks at a served site. Connects to the endpoint URL of its first argument, says
// "ready", and obeys lines; a problem is said as "failed TEXT":
//   browse NODE            says "browse NAME NAME..." of what the node leads to
//   read NODE              says "read STATUS VALUE"
//   attributes NODE        says "attributes JSON" of some attributes
//   write NODE NUMBER      writes a Double, says "write STATUS"
//   watch NODE             subscribes, says "value VALUE" for each change
//   call OBJECT METHOD TEXT...   calls with texts, says "call STATUS JSON"
//   history NODE           reads all raw values of the last hour, says "history COUNT"
"use strict";
const fs = require("fs");
const os = require("os");
const path = require("path");
const readline = require("readline");
const {
    AttributeIds,
    ClientMonitoredItem,
    DataType,
    OPCUACertificateManager,
    OPCUAClient,
    TimestampsToReturn,
} = require("node-opcua");

const say = (line) => process.stdout.write(line + "\n");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ringmain-peer-"));
let client = null;
let session = null;
let namespace = 0;

const id = (name) => "ns=" + namespace + ";s=" + name;

async function connect(url) {
    client = OPCUAClient.create({
        endpointMustExist: false,
        connectionStrategy: { maxRetry: 3 },
        clientCertificateManager: new OPCUACertificateManager({ rootFolder: folder, keySize: 2048 }),
    });
    await client.connect(url);
    session = await client.createSession();
    namespace = (await session.readNamespaceArray()).indexOf("urn:ringmain:site");
    say("ready");
}

async function watch(node) {
    const subscription = await session.createSubscription2({
        requestedPublishingInterval: 50,
        requestedLifetimeCount: 1000,
        requestedMaxKeepAliveCount: 100,
        publishingEnabled: true,
    });
    const item = ClientMonitoredItem.create(
        subscription,
        { nodeId: id(node), attributeId: AttributeIds.Value },
        { samplingInterval: 50, queueSize: 10, discardOldest: true },
        TimestampsToReturn.Both,
    );
    item.on("changed", (value) => say("value " + value.value.value));
}

async function attributes(node) {
    const wanted = ["DisplayName", "Description", "DataType", "AccessLevel", "UserAccessLevel", "Historizing"];
    const found = await session.read(wanted.map((name) => ({ nodeId: id(node), attributeId: AttributeIds[name] })));
    const shown = {};
    wanted.forEach((name, i) => {
        const value = found[i].value.value;
        shown[name] = value === null ? null : value.text !== undefined ? value.text : value.toString();
    });
    const range = await session.read({ nodeId: id(node + "/EURange"), attributeId: AttributeIds.Value });
    const unit = await session.read({ nodeId: id(node + "/EngineeringUnits"), attributeId: AttributeIds.Value });
    shown.high = range.value.value.high;
    shown.unitId = unit.value.value.unitId;
    say("attributes " + JSON.stringify(shown));
}

async function obey(line) {
    const [order, node, ...rest] = line.split(" ");
    if (order === "browse") {
        const result = await session.browse(id(node));
        say("browse " + result.references.map((reference) => reference.browseName.name).join(" "));
    } else if (order === "read") {
        const value = await session.read({ nodeId: id(node), attributeId: AttributeIds.Value });
        say("read " + value.statusCode.name + " " + (value.value ? value.value.value : null));
    } else if (order === "attributes") {
        await attributes(node);
    } else if (order === "write") {
        const value = { dataType: DataType.Double, value: Number(rest[0]) };
        const status = await session.write({ nodeId: id(node), attributeId: AttributeIds.Value, value: { value } });
        say("write " + status.name);
    } else if (order === "watch") {
        await watch(node);
    } else if (order === "call") {
        const result = await session.call({
            objectId: id(node),
            methodId: id(rest[0]),
            inputArguments: rest.slice(1).map((text) => ({ dataType: DataType.String, value: text })),
        });
        const outputs = (result.outputArguments || []).map((output) => Number(output.value[1]));
        say("call " + result.statusCode.name + " " + JSON.stringify(outputs));
    } else if (order === "history") {
        const now = new Date();
        const result = await session.readHistoryValue({ nodeId: id(node) }, new Date(now - 3_600_000), now);
        say("history " + result.historyData.dataValues.length);
    }
}

const lines = readline.createInterface({ input: process.stdin });
let last = connect(process.argv[2]).catch((error) => say("failed " + error.message));
lines.on("line", (line) => {
    last = last.then(() => obey(line)).catch((error) => say("failed " + error.message));
});
lines.on("close", async () => {
    await last;
    try {
        await client.disconnect();
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
        process.exit(0);
    }
});
