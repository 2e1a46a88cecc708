"use strict";
// A server with all current policies, both modes, users by name and by certificate, and certificates of its own, which trusts
// nobody. Argument: port. Says "ready URL"; takes orders as lines:
//   trust FILE          trusts the application whose certificate (DER) is in the file
//   trust-user FILE     trusts the user whose certificate (DER) is in the file
//   freeze MS           stops for that long, as if it were stopped by a debugger
//   quit
const os = require("os");
const path = require("path");
const fs = require("fs");
const readline = require("readline");
const opcua = require("node-opcua");

const port = Number(process.argv[2]);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ringmain-peer-"));

function store(name) {
    return new opcua.OPCUACertificateManager({
        automaticallyAcceptUnknownCertificate: false,
        rootFolder: path.join(folder, name),
        keySize: 2048,
    });
}

async function main() {
    const applications = store("applications");
    const users = store("users");
    await applications.initialize();
    await users.initialize();
    const server = new opcua.OPCUAServer({
        hostname: "127.0.0.1",
        port,
        resourcePath: "/secure",
        securityPolicies: [
            opcua.SecurityPolicy.Basic256Sha256,
            opcua.SecurityPolicy.Aes128_Sha256_RsaOaep,
            opcua.SecurityPolicy.Aes256_Sha256_RsaPss,
        ],
        securityModes: [opcua.MessageSecurityMode.Sign, opcua.MessageSecurityMode.SignAndEncrypt],
        allowAnonymous: true,
        disableDiscovery: false,
        serverCertificateManager: applications,
        userCertificateManager: users,
        serverInfo: { applicationUri: "urn:ringmain:peer" },
        userManager: { isValidUser: (name, password) => name === "operator" && password === "s3cret" },
    });
    await server.initialize();
    const namespace = server.engine.addressSpace.getOwnNamespace();
    let count = 0;
    const counter = namespace.addVariable({
        organizedBy: server.engine.addressSpace.rootFolder.objects,
        browseName: "Counter",
        nodeId: "s=Counter",
        dataType: "Int32",
        minimumSamplingInterval: 10,
    });
    setInterval(() => counter.setValueFromSource({ dataType: opcua.DataType.Int32, value: ++count }), 100).unref();
    await server.start();

    async function quit() {
        await server.shutdown(0);
        fs.rmSync(folder, { recursive: true, force: true });
        process.exit(0);
    }

    readline
        .createInterface({ input: process.stdin })
        .on("line", async (line) => {
            const [order, argument] = line.split(" ");
            if (order === "trust") {
                await applications.trustCertificate(fs.readFileSync(argument));
                console.log("trusted");
            } else if (order === "trust-user") {
                await users.trustCertificate(fs.readFileSync(argument));
                console.log("trusted");
            } else if (order === "freeze") {
                console.log("frozen");
                Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(argument));
                console.log("thawed");
            } else if (order === "quit") {
                await quit();
            }
        })
        .on("close", quit);
    console.log("ready opc.tcp://127.0.0.1:" + port + "/secure");
}

main().catch((error) => {
    console.error("failed " + error.stack);
    process.exit(1);
});
