package io.sealstream.fuzzing.edits;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Changes DER (ITU-T X.690) element by element. Lengths of what encloses a change are adapted, so
 * that a change is not refused for them alone.
 */
public final class DerEdits {
    private static final int MOST_EDITS = 4;
    private static final int CONSTRUCTED = 0x20;

    private DerEdits() {}

    /** An element: either other elements or bytes are in it. */
    private static final class Element {
        private byte tag;
        private byte[] bytes = {};
        private final List<Element> elements = new ArrayList<>();

        void write(ByteArrayOutputStream out) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            elements.forEach(element -> element.write(content));
            content.writeBytes(bytes);
            out.write(tag);
            writeLength(out, content.size());
            out.writeBytes(content.toByteArray());
        }

        private static void writeLength(ByteArrayOutputStream out, int length) {
            if (length >= 0x80) {
                out.write(length < 0x100 ? 0x81 : 0x82);
                if (length >= 0x100) {
                    out.write(length >> 8);
                }
            }
            out.write(length);
        }
    }

    /** The encoding after a few edits, perhaps none. */
    public static byte[] edit(Choices choices, byte[] der) {
        List<Element> roots = parse(der);
        int edits = choices.number(0, MOST_EDITS);
        for (int i = 0; i < edits; i++) {
            once(choices, roots);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        roots.forEach(root -> root.write(out));
        byte[] edited = out.toByteArray();
        return choices.oneIn(8) ? ByteEdits.edit(choices, edited) : edited;
    }

    private static void once(Choices choices, List<Element> roots) {
        List<Element> all = new ArrayList<>();
        roots.forEach(root -> collect(root, all));
        Element at = choices.pick(all);
        Element other = choices.pick(all);
        switch (choices.number(0, 4)) {
            case 0 -> at.tag = choices.octet();
            case 1 -> at.bytes = ByteEdits.edit(choices, at.bytes);
            case 2 -> at.bytes = choices.bytes(80);
            case 3 -> {
                at.bytes = other.bytes;
                at.elements.clear();
            }
            default -> {
                if (!at.elements.isEmpty()) {
                    at.elements.remove(choices.number(0, at.elements.size() - 1));
                }
            }
        }
    }

    private static void collect(Element element, List<Element> all) {
        all.add(element);
        element.elements.forEach(child -> collect(child, all));
    }

    private static List<Element> parse(byte[] der) {
        List<Element> elements = new ArrayList<>();
        int at = 0;
        while (at < der.length) {
            Element element = new Element();
            element.tag = der[at];
            int first = der[at + 1] & 0xff;
            int more = first < 0x80 ? 0 : first - 0x80;
            int length = more == 0 ? first : 0;
            for (int i = 0; i < more; i++) {
                length = (length << 8) | (der[at + 2 + i] & 0xff);
            }
            int content = at + 2 + more;
            byte[] bytes = Arrays.copyOfRange(der, content, content + length);
            if ((element.tag & CONSTRUCTED) != 0) {
                element.elements.addAll(parse(bytes));
            } else {
                element.bytes = bytes;
            }
            elements.add(element);
            at = content + length;
        }
        return elements;
    }
}
