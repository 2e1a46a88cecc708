package io.ringmain.gateway.cli;

import io.ringmain.core.spi.ProvisionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The displays of the demo site: files in its folder from the first start on, and the user's own from then on. */
final class DemoDisplays {
    static final List<String> NAMES = List.of(
            "plant.html",
            "feed.html",
            "reaction.html",
            "product.html",
            "utilities.html",
            "reactor.html",
            "transfer.html",
            "boiler.html");

    private DemoDisplays() {}

    /**
     * Makes the folder with all of them; one that is there is left as it is, whatever is in it.
     *
     * @throws ProvisionException when it can not be made
     */
    static void make(Path folder) {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
        try {
            // all or none: a start that is killed here does not leave a folder that looks finished
            Files.createDirectories(fresh);
            for (String name : NAMES) {
                try (InputStream in = DemoDisplays.class.getResourceAsStream("/demo-site/displays/" + name)) {
                    Files.copy(in, fresh.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ProvisionException("the folder of displays " + folder + " can not be made", e);
        }
    }
}
