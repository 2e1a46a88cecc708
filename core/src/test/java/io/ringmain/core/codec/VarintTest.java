package io.ringmain.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VarintTest {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[32]);

    private Varint.Cursor cursor(int end) {
        Varint.Cursor cursor = new Varint.Cursor();
        cursor.wrap(buffer, 0, end);
        return cursor;
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, 127, 128, 16383, 16384, Integer.MAX_VALUE, 1L << 56, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void shouldRoundTripExtremes(long value) {
        int end = Varint.put(buffer, 0, value);
        assertThat(cursor(end).next()).isEqualTo(value);
        assertThat(end).isLessThanOrEqualTo(Varint.MAX_BYTES);
        int signedEnd = Varint.putSigned(buffer, 0, value);
        assertThat(cursor(signedEnd).nextSigned()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(longs = {-64, -1, 0, 63})
    void shouldTakeOneByteForSmallSignedNumbers(long value) {
        assertThat(Varint.putSigned(buffer, 0, value)).isEqualTo(1);
    }

    @Test
    void shouldRefuseANumberThatDoesNotEnd() {
        buffer.setMemory(0, 32, (byte) 0x80);
        assertThatThrownBy(() -> cursor(32).next()).isInstanceOf(DamagedBatchException.class);
        assertThatThrownBy(() -> cursor(3).next()).isInstanceOf(DamagedBatchException.class);
    }

    @Test
    void shouldRefuseACountThatIsNegative() {
        int end = Varint.put(buffer, 0, -5);
        assertThatThrownBy(() -> cursor(end).nextInt()).isInstanceOf(DamagedBatchException.class);
    }
}
