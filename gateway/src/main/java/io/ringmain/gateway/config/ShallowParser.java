package io.ringmain.gateway.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The library's parser, which ends at the first collection that is too deep in others: what the library does for each token
 * grows with the depth, so that some 100,000 brackets would take it seconds.
 */
final class ShallowParser implements Parser {
    private static final int MOST_DEPTH = 200;

    private final Parser events;
    private int depth;

    ShallowParser(LoadSettings settings, String text) {
        events = new ParserImpl(settings, new StreamReader(settings, text));
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return events.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return events.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return events.hasNext();
    }

    @Override
    public Event next() {
        Event event = events.next();
        switch (event.getEventId()) {
            case SequenceStart, MappingStart -> {
                depth++;
                if (depth > MOST_DEPTH) {
                    throw new TooDeep(event.getStartMark());
                }
            }
            case SequenceEnd, MappingEnd -> depth--;
            default -> {}
        }
        return event;
    }

    /** A collection in more others than any that somebody has written. */
    static final class TooDeep extends MarkedYamlEngineException {
        private static final long serialVersionUID = 1;

        private TooDeep(Optional<Mark> where) {
            super(null, Optional.empty(), "is nested too deeply, more than " + MOST_DEPTH + " in each other", where);
        }
    }
}
