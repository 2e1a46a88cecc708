package io.ringmain.gateway.cli;

import picocli.CommandLine.Option;

/** What every command takes. */
final class Common {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean isHelpAsked;

    @Option(names = "--debug", description = "Show where an unexpected failure comes from.")
    private boolean isDebugging;
}
