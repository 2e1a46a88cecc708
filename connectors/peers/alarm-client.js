// An alarm client of another maker (node-opcua). Connects to the endpoint URL of its first argument and says "ready" when it
// has the alarms that stand, then "alarm NAME JSON" for each change, and obeys lines:
//   acknowledge NAME COMMENT | confirm NAME COMMENT    says "status NAME"
//   shelve NAME MS | unshelve NAME                     calls the method below ShelvingState, says "status NAME"
//   list                                               says "list NAME NAME..." of the alarms that are retained
//   again                                              ends the session and makes another one
"use strict";
const fs = require("fs");
const os = require("os");
const path = require("path");
const {
    DataType,
    OPCUACertificateManager,
    OPCUAClient,
    installAlarmMonitoring,
    makeBrowsePath,
    uninstallAlarmMonitoring,
} = require("node-opcua");

const say = (line) => process.stdout.write(line + "\n");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ringmain-peer-"));
const names = new Map();
let client = null;
let session = null;
let alarms = null;

function show(alarm) {
    const name = alarm.fields.conditionName.value;
    names.set(name, alarm);
    const field = (path) => path.split(".").reduce((at, part) => at && at[part], alarm.fields);
    const value = (path) => {
        const found = field(path);
        return found && found.value !== undefined ? found.value : null;
    };
    const text = (found) => (found === null ? null : found.text);
    say(
        "alarm " +
            name +
            " " +
            JSON.stringify({
                active: value("activeState.id"),
                acked: value("ackedState.id"),
                confirmed: value("confirmedState.id"),
                retain: value("retain"),
                severity: value("severity"),
                shelved: text(value("shelvingState.currentState")),
                comment: text(value("comment")),
                user: value("clientUserId"),
                source: value("sourceName"),
                message: text(value("message")),
            }),
    );
}

async function connect(url) {
    client = OPCUAClient.create({
        endpointMustExist: false,
        connectionStrategy: { maxRetry: 3 },
        clientCertificateManager: new OPCUACertificateManager({ rootFolder: folder, keySize: 2048 }),
    });
    await client.connect(url);
    session = await client.createSession();
    alarms = await installAlarmMonitoring(session);
    alarms.on("alarmChanged", show);
    alarms.alarms().forEach(show);
    say("ready");
}

async function callBelow(name, path, inputArguments) {
    const objectId = names.get(name).conditionId;
    const translated = await session.translateBrowsePath([
        makeBrowsePath(objectId, ".ShelvingState"),
        makeBrowsePath(objectId, ".ShelvingState." + path),
    ]);
    const [shelving, method] = translated.map((result) => result.targets[0].targetId);
    const result = await session.call({ objectId: shelving, methodId: method, inputArguments });
    return result.statusCode;
}

const orders = {
    acknowledge: (name, ...comment) => names.get(name).acknowledge(session, comment.join(" ")),
    confirm: (name, ...comment) => names.get(name).confirm(session, comment.join(" ")),
    shelve: (name, ms) => callBelow(name, "TimedShelve", [{ dataType: DataType.Double, value: Number(ms) }]),
    unshelve: (name) => callBelow(name, "Unshelve", []),
    async list() {
        const retained = alarms.alarms().filter((alarm) => alarm.getRetain());
        say(["list", ...retained.map((alarm) => alarm.fields.conditionName.value).sort()].join(" "));
    },
    async again() {
        await uninstallAlarmMonitoring(session);
        await session.close();
        await client.disconnect();
        names.clear();
        await connect(process.argv[2]);
    },
};

async function obey(line) {
    const [order, ...rest] = line.split(" ");
    const status = await orders[order](...rest);
    if (status !== undefined) {
        say("status " + status.name);
    }
}

let last = connect(process.argv[2]);
let pending = "";
process.stdin.on("data", (data) => {
    const lines = (pending + data).split("\n");
    pending = lines.pop();
    lines.forEach((line) => {
        last = last.then(() => obey(line)).catch((error) => say("error " + error));
    });
});
process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
process.stdin.on("end", () => process.exit(0));
last.catch((error) => say("error " + error));
