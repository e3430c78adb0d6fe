package dev.buzon.e2e.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Messages of all sizes, some of them with the same header, some the same to the octet. */
final class Mailbag {
    private static final int LINE_MOST = 200;

    private final Random random;
    private final boolean headersTell;
    private final List<byte[]> written = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();

    Mailbag(Random random) {
        this(random, false);
    }

    /**
     * @param headersTell whether different messages have different headers: where a server gives no
     *     identifiers, one with the header and the size of another is taken for it, and stays there
     */
    Mailbag(Random random, boolean headersTell) {
        this.random = random;
        this.headersTell = headersTell;
    }

    /** So many more messages. */
    List<byte[]> messages(int count) {
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(next());
        }
        return messages;
    }

    private byte[] next() {
        boolean again = !written.isEmpty() && random.nextInt(20) == 0;
        byte[] message =
                again
                        ? written.get(random.nextInt(written.size()))
                        : write().getBytes(StandardCharsets.ISO_8859_1);
        written.add(message);
        return message;
    }

    private String write() {
        String header = header();
        StringBuilder text = new StringBuilder(header).append("\r\n");
        int octets = octets();
        text.append("Body ").append(written.size()).append(' ').append(random.nextInt(10));
        text.append("\r\n");
        while (text.length() < octets) {
            line(text);
        }
        return text.toString();
    }

    private String header() {
        if (!headersTell && !headers.isEmpty() && random.nextInt(15) == 0) {
            return headers.get(random.nextInt(headers.size()));
        }
        String header =
                "Subject: %d\r\nMessage-ID: <%d.%d@example.test>\r\n"
                        .formatted(written.size(), written.size(), random.nextInt());
        headers.add(header);
        return header;
    }

    private int octets() {
        int dice = random.nextInt(100);
        if (dice < 60) {
            return random.nextInt(1500);
        }
        if (dice < 93) {
            return random.nextInt(20_000);
        }
        return random.nextInt(dice == 99 ? 300_000 : 60_000);
    }

    private void line(StringBuilder text) {
        switch (random.nextInt(8)) {
            case 0 -> text.append('.');
            case 1 -> text.append("..").append(random.nextInt());
            case 2 -> text.append("+OK ").append(random.nextInt());
            case 3 -> text.append("-ERR").append(random.nextInt());
            case 4 -> text.append("From ").append((char) (160 + random.nextInt(90)));
            case 5 -> text.append("x".repeat(random.nextInt(LINE_MOST)));
            case 6 -> text.append(".".repeat(random.nextInt(4)));
            default -> text.append(Long.toHexString(random.nextLong()).repeat(8));
        }
        text.append("\r\n");
    }
}
