package io.ringmain.gateway.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;

/** The compiled classes of all modules but perf, without tests, read once. */
final class Production {

    static final List<String> MODULES = List.of("core", "connectors", "historian", "gateway");

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ringmain");

    private Production() {}
}
