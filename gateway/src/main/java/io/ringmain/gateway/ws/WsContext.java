package io.ringmain.gateway.ws;

import io.ringmain.core.plant.Plant;
import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.command.CommandDesk;
import io.ringmain.gateway.replay.Replays;
import io.ringmain.gateway.trail.AuditTrail;
import io.ringmain.gateway.view.JournalGate;
import java.time.Clock;

/** What the connections work on. */
public record WsContext(
        Plant plant,
        Access access,
        CommandDesk desk,
        JournalGate gate,
        Clock clock,
        Replays replays,
        AuditTrail trail) {}
