package io.ringmain.gateway.cli;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.spi.ConnectorProvider;
import java.util.List;
import java.util.ServiceLoader;

/** What is found on the class path: kinds of machines and of connectors. */
record Extensions(List<Machine> machines, List<ConnectorProvider> connectors) {

    static Extensions find() {
        return new Extensions(load(Machine.class), load(ConnectorProvider.class));
    }

    private static <T> List<T> load(Class<T> type) {
        return ServiceLoader.load(type).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
