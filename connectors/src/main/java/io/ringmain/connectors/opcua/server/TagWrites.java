package io.ringmain.connectors.opcua.server;

import io.ringmain.connectors.opcua.server.space.Caller;
import io.ringmain.connectors.opcua.server.space.Commands;
import io.ringmain.core.ring.Command;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** Writes of tags: checked, then sent through the ring, and answered with the outcome. Thread: any. */
final class TagWrites {
    private final Commands commands;

    TagWrites(Commands commands) {
        this.commands = commands;
    }

    CompletableFuture<Integer> write(int tagId, TagDefinition tag, Variant value, Caller caller) {
        Values written = Values.of(tag.type(), value.value());
        if (written.statusCode() != Quality.GOOD) {
            return CompletableFuture.completedFuture(written.statusCode());
        }
        if (!isInRange(tag, written.bits())) {
            return CompletableFuture.completedFuture(Quality.BAD_OUT_OF_RANGE);
        }
        return commands.send(
                        new Commands.Order(
                                Command.Kind.WRITE, tagId, 0, tag.type(), written.bits(), written.text(), 0, 0, ""),
                        caller)
                .thenApply(Commands::statusOf);
    }

    private static boolean isInRange(TagDefinition tag, long bits) {
        if (tag.type() != TagType.INT64 && tag.type() != TagType.FLOAT64) {
            return true;
        }
        double number = tag.type() == TagType.INT64 ? bits : Double.longBitsToDouble(bits);
        // a range that is not declared is NaN, which nothing is outside of
        return !(number < tag.rangeLow()) && !(number > tag.rangeHigh());
    }
}
