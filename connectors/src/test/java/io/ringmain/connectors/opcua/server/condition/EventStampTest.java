package io.ringmain.connectors.opcua.server.condition;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.junit.jupiter.api.Test;

class EventStampTest {
    private static final EventStamp STAMP = new EventStamp(7, 1_234_567_890_123L, 1_234_567_890_200L, 2);

    @Test
    void shouldBeReadAgainAsItWasWritten() {
        assertThat(EventStamp.decode(STAMP.encode())).isEqualTo(STAMP);
        assertThat(STAMP.encode()).isEqualTo(STAMP.encode());
    }

    @Test
    void shouldNotBeTakenForOursWhenABitIsOther() {
        for (int bit = 0; bit < 8 * 32; bit++) {
            byte[] bytes = STAMP.encode().bytes().clone();
            bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
            assertThat(EventStamp.decode(ByteString.of(bytes)))
                    .as("bit %s", bit)
                    .isNull();
        }
        assertThat(EventStamp.decode(ByteString.of(new byte[31]))).isNull();
        assertThat(EventStamp.decode(ByteString.of(new byte[32]))).isNull();
        assertThat(EventStamp.decode(ByteString.NULL_VALUE)).isNull();
        assertThat(EventStamp.decode(null)).isNull();
    }
}
