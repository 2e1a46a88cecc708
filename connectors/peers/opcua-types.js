"use strict";
// A server of types: structures, enumerations, arrays, history. Arguments: port. Says "ready URL"; takes orders as lines:
//   set NAME JSON       gives a variable of the folder Data another value
//   ramp NAME A B MS    counts from A to B, a step every MS ms
//   get NAME            says its value
//   remove NAME         takes it away
//   quit
const os = require("os");
const path = require("path");
const fs = require("fs");
const readline = require("readline");
const opcua = require("node-opcua");
const { DataType, Variant, VariantArrayType, StatusCodes } = opcua;

const port = Number(process.argv[2]);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ringmain-peer-"));

async function main() {
    const server = new opcua.OPCUAServer({
        hostname: "127.0.0.1",
        port,
        resourcePath: "/types",
        securityPolicies: [opcua.SecurityPolicy.None],
        securityModes: [opcua.MessageSecurityMode.None],
        allowAnonymous: true,
        disableDiscovery: true,
        serverCertificateManager: new opcua.OPCUACertificateManager({
            automaticallyAcceptUnknownCertificate: true,
            rootFolder: folder,
            keySize: 2048,
        }),
        nodeset_filename: [opcua.nodesets.standard, path.join(__dirname, "opcua-types.xml")],
        buildInfo: { productName: "types" },
    });
    await server.initialize();
    const space = server.engine.addressSpace;
    const namespace = space.getNamespace("urn:ringmain:types");
    const data = namespace.addFolder("ObjectsFolder", { browseName: "Data", nodeId: "s=Data" });
    const variables = {};

    function add(name, dataType, value, more) {
        variables[name] = namespace.addVariable({
            componentOf: data,
            browseName: name,
            nodeId: "s=" + name,
            dataType,
            minimumSamplingInterval: 10,
            accessLevel: "CurrentRead | CurrentWrite",
            userAccessLevel: "CurrentRead | CurrentWrite",
            ...more,
        });
        if (value) {
            variables[name].setValueFromSource(value);
        }
        return variables[name];
    }

    const mode = namespace.findDataType("Mode");
    const motor = namespace.findDataType("MotorData");
    const pump = namespace.findDataType("PumpData");
    const object = (type, fields) => ({
        dataType: DataType.ExtensionObject,
        value: space.constructExtensionObject(type, fields),
    });
    const pumpOf = (fields) =>
        object(pump, { ...fields, motor: space.constructExtensionObject(motor, fields.motor) });

    add("Pump", pump, pumpOf({ name: "P-101", mode: 2, starts: 7,
        motor: { speed: 1480.5, running: true, temperatures: [60.5, 61.5] } }));
    add("Motors", motor, {
        dataType: DataType.ExtensionObject,
        arrayType: VariantArrayType.Array,
        value: [1, 2, 3].map((i) =>
            space.constructExtensionObject(motor, { speed: i * 100, running: i !== 2, temperatures: [] })),
    }, { valueRank: 1 });
    add("Mode", mode, { dataType: DataType.Int32, value: 1 });
    add("Curve", DataType.Double, {
        dataType: DataType.Double, arrayType: VariantArrayType.Array, value: new Float64Array([0, 10, 20, 30, 40]),
    }, { valueRank: 1 });
    add("Table", DataType.Int32, {
        dataType: DataType.Int32, arrayType: VariantArrayType.Matrix, dimensions: [2, 3],
        value: new Int32Array([1, 2, 3, 4, 5, 6]),
    }, { valueRank: 2, arrayDimensions: [2, 3] });
    add("Serial", DataType.Guid, { dataType: DataType.Guid, value: "f81d4fae-7dec-11d0-a765-00a0c91e6bf6" });
    add("Blob", DataType.ByteString, { dataType: DataType.ByteString, value: Buffer.from([1, 2, 3]) });
    add("Big", DataType.UInt64, { dataType: DataType.UInt64, arrayType: VariantArrayType.Scalar, value: [0x80000000, 0] });
    add("When", DataType.DateTime, { dataType: DataType.DateTime, value: new Date(Date.UTC(2025, 10, 21, 3, 0, 0)) });
    add("Label", DataType.LocalizedText, { dataType: DataType.LocalizedText, value: { locale: "en", text: "Feed" } });
    add("Count", DataType.UInt16, { dataType: DataType.UInt16, value: 5 });
    const level = namespace.addAnalogDataItem({
        componentOf: data, browseName: "Level", nodeId: "s=Level", dataType: "Double",
        engineeringUnitsRange: { low: 0, high: 200 },
        engineeringUnits: opcua.standardUnits.bar,
        minimumSamplingInterval: 10,
        accessLevel: "CurrentRead | CurrentWrite | HistoryRead",
        userAccessLevel: "CurrentRead | CurrentWrite | HistoryRead",
    });
    variables.Level = level;
    space.installHistoricalDataNode(level);
    level.setValueFromSource({ dataType: DataType.Double, value: 100 });

    await server.start();
    console.log("ready opc.tcp://127.0.0.1:" + port + "/types");

    const lines = readline.createInterface({ input: process.stdin });
    for await (const line of lines) {
        const [order, name, ...rest] = line.trim().split(" ");
        try {
            if (order === "set") {
                const variable = variables[name];
                const value = JSON.parse(rest.join(" "));
                if (name === "Pump") {
                    variable.setValueFromSource(pumpOf(value));
                } else {
                    const present = variable.readValue().value;
                    variable.setValueFromSource({ dataType: present.dataType, arrayType: present.arrayType, value });
                }
            } else if (order === "get") {
                console.log("value " + JSON.stringify(variables[name].readValue().value.value));
                continue;
            } else if (order === "ramp") {
                const [from, to, pauseMs] = rest.map(Number);
                for (let value = from; value <= to; value++) {
                    variables[name].setValueFromSource({ dataType: DataType.Double, value });
                    await new Promise((resolve) => setTimeout(resolve, pauseMs));
                }
            } else if (order === "remove") {
                space.deleteNode(variables[name]);
            } else if (order === "quit") {
                break;
            }
            console.log("done");
        } catch (error) {
            console.log("failed " + error.message);
        }
    }
    await server.shutdown(0);
    fs.rmSync(folder, { recursive: true, force: true });
    process.exit(0);
}

main().catch((error) => {
    console.log("failed " + error.stack);
    process.exit(1);
});
