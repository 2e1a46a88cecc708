package io.ringmain.gateway;

import io.ringmain.gateway.cli.RingmainCommand;

/**
 * The entry point. {@link io.ringmain.gateway.cli} has a class a command; {@link io.ringmain.gateway.process} puts a
 * site together and takes it apart.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(RingmainCommand.execute(args));
    }
}
