package io.sealstream.fuzzing.edits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Changes CBOR (RFC 8949) item by item: heads of other types and lengths, contents, items copied
 * over others. Counts of arrays stay right unless their head is changed.
 */
public final class CborEdits {
    private static final int MOST_EDITS = 4;

    private CborEdits() {}

    /** An item: where its head, its content and what follows begin; arrays have no content. */
    private record Item(int head, int content, int end) {}

    /** The encoding after a few edits, perhaps none. */
    public static byte[] edit(Choices choices, byte[] cbor) {
        byte[] edited = cbor;
        int edits = choices.number(0, MOST_EDITS);
        for (int i = 0; i < edits; i++) {
            List<Item> items = items(edited);
            if (items.isEmpty()) {
                break;
            }
            edited = once(choices, edited, items);
        }
        return choices.oneIn(8) ? ByteEdits.edit(choices, edited) : edited;
    }

    private static byte[] once(Choices choices, byte[] cbor, List<Item> items) {
        Item at = choices.pick(items);
        Item other = choices.pick(items);
        return switch (choices.number(0, 5)) {
            case 0 -> ByteEdits.replace(cbor, at.head, at.content, head(choices));
            case 1 -> withContent(cbor, at, ByteEdits.edit(choices, content(cbor, at)));
            case 2 -> withContent(cbor, at, content(cbor, other));
            case 3 -> withContent(cbor, at, choices.bytes(100));
            case 4 ->
                    ByteEdits.replace(
                            cbor, at.head, at.end, Arrays.copyOfRange(cbor, other.head, other.end));
            default -> ByteEdits.replace(cbor, at.head, at.end, new byte[0]);
        };
    }

    private static byte[] content(byte[] cbor, Item item) {
        return Arrays.copyOfRange(cbor, item.content, item.end);
    }

    /** Keeps the item's type, and says the new length. */
    private static byte[] withContent(byte[] cbor, Item at, byte[] content) {
        int type = cbor[at.head] & 0xe0;
        byte[] head =
                content.length < 24
                        ? new byte[] {(byte) (type | content.length)}
                        : content.length < 256
                                ? new byte[] {(byte) (type | 24), (byte) content.length}
                                : new byte[] {
                                    (byte) (type | 25),
                                    (byte) (content.length >> 8),
                                    (byte) content.length
                                };
        byte[] longer = ByteEdits.replace(cbor, at.content, at.end, content);
        return ByteEdits.replace(longer, at.head, at.content, head);
    }

    private static byte[] head(Choices choices) {
        return choices.bytes(choices.number(1, 9));
    }

    /** All items of well-formed CBOR of definite lengths; those before the first that is not. */
    private static List<Item> items(byte[] cbor) {
        List<Item> items = new ArrayList<>();
        int at = 0;
        while (at < cbor.length) {
            int information = cbor[at] & 0x1f;
            int more = information < 24 ? 0 : information < 28 ? 1 << (information - 24) : 9;
            int content = at + 1 + more;
            if (more == 9 || content > cbor.length) {
                break;
            }
            int type = (cbor[at] & 0xff) >> 5;
            long length = type == 2 || type == 3 ? argument(cbor, at, information, content) : 0;
            if (length < 0 || length > cbor.length - content) {
                break;
            }
            items.add(new Item(at, content, content + (int) length));
            at = content + (int) length;
        }
        return items;
    }

    private static long argument(byte[] cbor, int at, int information, int content) {
        if (information < 24) {
            return information;
        }
        long argument = 0;
        for (int i = at + 1; i < content; i++) {
            argument = (argument << 8) | (cbor[i] & 0xff);
        }
        return argument;
    }
}
