package io.ringmain.core.plant;

import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.math.BigDecimal;

/** One tag, naively: what was last written. */
final class TagTwin {
    final TagDefinition tag;
    double number;
    long whole;
    String text = "";
    int status = Quality.BAD_WAITING_FOR_INITIAL_DATA;

    TagTwin(TagDefinition tag) {
        this.tag = tag;
    }

    boolean isWhole() {
        return tag.type() == TagType.INT64;
    }

    boolean isBad() {
        return Quality.isBad(status);
    }

    /** Bad for another reason than that nothing has come yet. */
    boolean isBroken() {
        return isBad() && status != Quality.BAD_WAITING_FOR_INITIAL_DATA;
    }

    boolean isFinite() {
        return isWhole() || Double.isFinite(number);
    }

    double asDouble() {
        return isWhole() ? whole : number;
    }

    /** The value without any rounding. */
    BigDecimal exact() {
        return isWhole() ? BigDecimal.valueOf(whole) : new BigDecimal(number);
    }
}
