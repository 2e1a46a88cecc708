package io.ringmain.connectors.modbus;

import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadCoilsResponse;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsResponse;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tags of one unit and one table that are read by one request.
 *
 * <p>Thread: the link's.
 */
final class Block {
    /** How long a tag whose address the device has refused is not asked for, ns. */
    private static final long REST_NS = 30_000_000_000L;

    private final List<ModbusTag> tags;
    private final ModbusAddress first;
    private final int quantity;
    private long restsUntilNs;
    private boolean isResting;

    private Block(List<ModbusTag> tags) {
        this.tags = List.copyOf(tags);
        this.first = tags.get(0).address();
        this.quantity = tags.stream().mapToInt(tag -> tag.address().end()).max().orElseThrow() - first.offset();
    }

    /** As few blocks as the settings allow. A tag is never spread over two. */
    static List<Block> plan(List<ModbusTag> tags, ModbusSettings settings) {
        Map<String, List<ModbusTag>> tables = new LinkedHashMap<>();
        for (ModbusTag tag : tags) {
            tables.computeIfAbsent(tag.address().unit() + "/" + tag.address().kind(), any -> new ArrayList<>())
                    .add(tag);
        }
        List<Block> blocks = new ArrayList<>();
        tables.values().forEach(table -> divide(table, settings, blocks));
        return blocks;
    }

    private static void divide(List<ModbusTag> table, ModbusSettings settings, List<Block> into) {
        List<ModbusTag> sorted = new ArrayList<>(table);
        sorted.sort(Comparator.comparingInt(tag -> tag.address().offset()));
        boolean isBits = sorted.get(0).address().kind().isBits();
        int most = isBits ? settings.maxBits() : settings.maxRegisters();
        int gap = isBits ? settings.maxGap() * 16 : settings.maxGap();
        List<ModbusTag> members = new ArrayList<>();
        int begin = 0;
        int end = 0;
        for (ModbusTag tag : sorted) {
            ModbusAddress address = tag.address();
            boolean fits = address.offset() - end <= gap && Math.max(end, address.end()) - begin <= most;
            if (members.isEmpty() || !fits) {
                if (!members.isEmpty()) {
                    into.add(new Block(members));
                }
                members = new ArrayList<>();
                begin = address.offset();
                end = begin;
            }
            members.add(tag);
            end = Math.max(end, address.end());
        }
        into.add(new Block(members));
    }

    /** Two blocks of half as many tags, without what lies between them. */
    List<Block> halves() {
        int half = tags.size() / 2;
        return List.of(new Block(tags.subList(0, half)), new Block(tags.subList(half, tags.size())));
    }

    ModbusRequestPdu request() {
        return switch (first.kind()) {
            case COIL -> new ReadCoilsRequest(first.offset(), quantity);
            case DISCRETE -> new ReadDiscreteInputsRequest(first.offset(), quantity);
            case INPUT -> new ReadInputRegistersRequest(first.offset(), quantity);
            case HOLDING -> new ReadHoldingRegistersRequest(first.offset(), quantity);
        };
    }

    /** The data of an answer to the request; null when it has another length. */
    byte[] data(ModbusResponsePdu response) {
        byte[] data = null;
        if (response instanceof ReadCoilsResponse coils) {
            data = coils.coils();
        } else if (response instanceof ReadDiscreteInputsResponse inputs) {
            data = inputs.inputs();
        } else if (response instanceof ReadInputRegistersResponse registers) {
            data = registers.registers();
        } else if (response instanceof ReadHoldingRegistersResponse registers) {
            data = registers.registers();
        }
        int expected = first.kind().isBits() ? (quantity + 7) / 8 : quantity * 2;
        return data != null && data.length == expected ? data : null;
    }

    /** Where a tag's data begin in those of the block: bits or registers. */
    int position(ModbusTag tag) {
        return tag.address().offset() - first.offset();
    }

    List<ModbusTag> tags() {
        return tags;
    }

    int unit() {
        return first.unit();
    }

    int quantity() {
        return quantity;
    }

    boolean isSingle() {
        return tags.size() == 1;
    }

    void rest(long nowNs) {
        isResting = true;
        restsUntilNs = nowNs + REST_NS;
    }

    boolean isResting(long nowNs) {
        isResting &= nowNs - restsUntilNs < 0;
        return isResting;
    }
}
