package io.ringmain.gateway.doctor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What has been found so far. Thread: any. */
public final class Findings {
    private final List<Finding> all = Collections.synchronizedList(new ArrayList<>());

    void ok(String subject, String detail) {
        all.add(new Finding(Finding.Status.OK, subject, detail, "", Finding.Kind.NONE));
    }

    void warn(String subject, String detail, String advice) {
        all.add(new Finding(Finding.Status.WARN, subject, detail, advice, Finding.Kind.NONE));
    }

    void fail(String subject, String detail, String advice, Finding.Kind kind) {
        all.add(new Finding(Finding.Status.FAIL, subject, detail, advice, kind));
    }

    public List<Finding> all() {
        return List.copyOf(all);
    }
}
