package io.ringmain.core.whatif;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmFigures;
import io.ringmain.core.alarm.AlarmReader;
import io.ringmain.core.logic.AlarmSpan;
import io.ringmain.core.ring.Result;
import io.ringmain.core.site.SitePlan;
import java.util.ArrayList;
import java.util.List;

/** What is kept of one of the two runs. Thread: one. */
final class Side {
    private final OccurrenceLog occurrences = new OccurrenceLog();
    private final AlarmSpan span = new AlarmSpan();

    void begin(SitePlan site, AlarmReader alarms, long sinceNs) {
        occurrences.begin(site, alarms);
        span.begin(site, alarms, sinceNs);
    }

    void onResult(Result result, SitePlan site) {
        occurrences.onResult(result, site);
        span.onResult(result, site);
    }

    OccurrenceLog occurrences() {
        return occurrences;
    }

    WhatIfReport.Figures figures(SitePlan site, AlarmReader alarms, long untilNs) {
        AlarmFigures figures = new AlarmFigures();
        span.read(figures, site, alarms, untilNs);
        List<WhatIfReport.Frequent> frequent = new ArrayList<>();
        for (int i = 0; i < AlarmFigures.MOST_FREQUENT; i++) {
            AlarmDefinition alarm = figures.mostFrequent[i] < 0 ? null : site.alarm(figures.mostFrequent[i]);
            if (alarm != null) {
                frequent.add(new WhatIfReport.Frequent(alarm.name(), figures.mostFrequentCounts[i]));
            }
        }
        return new WhatIfReport.Figures(figures, frequent);
    }
}
