package io.ringmain.gateway.command;

import io.ringmain.gateway.config.ManagedSite;
import java.util.List;

/** Makes out edits of what is written at that moment. Thread: that of the {@link SiteDesk}. */
@FunctionalInterface
public interface EditPlan {
    /** @throws io.ringmain.gateway.view.Problem when there are none to be made */
    List<SiteDesk.Edit> edits(ManagedSite present);
}
