package io.ringmain.core.codec;

import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.util.Random;

/** Events of all kinds with extreme fields and results. */
final class RandomEvents {
    private final Random random;
    private final Outbox outbox;

    /** @param outbox takes the results */
    RandomEvents(Random random, Outbox outbox) {
        this.random = random;
        this.outbox = outbox;
    }

    private long extreme() {
        return switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> Long.MAX_VALUE;
            case 3 -> Long.MIN_VALUE;
            case 4 -> random.nextInt(256) - 128;
            default -> random.nextLong();
        };
    }

    private int extremeInt() {
        return (int) extreme();
    }

    private String text() {
        int length = random.nextInt(4) == 0 ? 2_000 : random.nextInt(20);
        return random.ints(length, 1, 0xD7FF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void fillUpdate(Event event) {
        event.target = extremeInt();
        event.valueType = (byte) random.nextInt(7);
        event.statusCode = extremeInt();
        event.sourceTimeNs = extreme();
        if (event.valueType == TagType.STRING.code()) {
            event.textLength = random.nextInt(257);
            event.ensureText();
            random.nextBytes(event.text);
        } else if (TagType.isArray(event.valueType)) {
            event.elementCount = random.nextInt(TagValue.MAX_ELEMENTS + 1);
            event.ensureElements(event.elementCount);
            for (int i = 0; i < event.elementCount; i++) {
                event.elements[i] = extreme();
            }
        } else if (event.valueType != Event.NO_VALUE) {
            event.valueBits = extreme();
        }
    }

    Event next(long sequence) {
        Event event = new Event();
        event.reset((byte) (1 + random.nextInt(EventKind.NOTE)), 3, 0);
        event.sequence = sequence;
        event.source = random.nextInt(256);
        event.ingressTimeNs = BatchCodecTest.T0 + random.nextInt(1_000_000);
        switch (event.kind) {
            case EventKind.UPDATE, EventKind.BACKFILL -> fillUpdate(event);
            case EventKind.LINK -> {
                event.target = extremeInt();
                event.valueBits = random.nextInt(5);
            }
            case EventKind.COMMAND -> {
                Command command = new Command(
                        extreme(),
                        extreme(),
                        Command.Kind.ofCode(1 + random.nextInt(3)),
                        extremeInt(),
                        extreme(),
                        TagType.ofCode(random.nextInt(5)),
                        extreme(),
                        text(),
                        text(),
                        text());
                event.command = random.nextBoolean() ? command.signed() : command;
            }
            case EventKind.ANSWER -> {
                event.valueBits = extreme();
                event.statusCode = extremeInt();
            }
            case EventKind.RESULT -> {
                event.target = extremeInt();
                event.valueBits = extreme();
                event.statusCode = extremeInt();
                event.sourceTimeNs = extreme();
            }
            case EventKind.CONFIG, EventKind.NOTE -> {
                event.configuration = new byte[random.nextInt(3_000)];
                random.nextBytes(event.configuration);
            }
            case EventKind.START -> {
                event.valueBits = extreme();
                event.configuration = new byte[random.nextInt(100)];
                random.nextBytes(event.configuration);
            }
            default -> {}
        }
        event.disposition = (byte) random.nextInt(3);
        event.cause = event.disposition == Event.QUARANTINED ? extremeInt() : 0;
        event.hasHash = random.nextInt(10) == 0;
        event.stateHash = event.hasHash ? random.nextLong() : 0;
        event.resultsFrom = outbox.tail();
        for (int i = random.nextInt(5); i > 0; i--) {
            outbox.append(
                    1 + random.nextInt(5),
                    extremeInt(),
                    extreme(),
                    extremeInt(),
                    extremeInt(),
                    extreme(),
                    extreme(),
                    extreme(),
                    extreme(),
                    extreme());
        }
        event.resultsTo = outbox.tail();
        return event;
    }
}
