package dev.buzon.client.sink;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of files in a Maildir: {@code seconds.M…P…Q…R….host,S=size}, then what readers append
 * behind a colon. The part before the comma is unique for ever: time, process, count and 64 bits of
 * chance. Nothing in it comes from a server.
 */
public final class MaildirNames {
    private static final Pattern NAME =
            Pattern.compile(
                    "([0-9]{1,15})\\.M[0-9]{1,6}P[0-9]{1,19}Q[0-9]{1,19}R[0-9a-f]{16}"
                            + "\\.[A-Za-z0-9.\\\\-]{1,200}(?:,S=([0-9]{1,19}))?");

    /** The longest host name that goes into a file name; what is longer is cut. */
    private static final int HOST_LENGTH_MAX = 100;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong count = new AtomicLong();
    private final long process = ProcessHandle.current().pid();
    private final String host = hostName();

    /** Names made at this clock's times. */
    public MaildirNames(InstantSource clock) {
        this.clock = clock;
    }

    /** A name that nobody ever had, without its size. */
    public String next() {
        Instant now = clock.instant();
        return "%d.M%dP%dQ%dR%s.%s"
                .formatted(
                        Math.max(0, now.getEpochSecond()),
                        now.getNano() / 1000,
                        process,
                        count.incrementAndGet(),
                        HexFormat.of().toHexDigits(random.nextLong()),
                        host);
    }

    /** The name with the file's size, as Maildir++ has it. */
    public static String withSize(String unique, long octets) {
        return unique + ",S=" + octets;
    }

    /** What stays the same whatever readers append. */
    public static String unique(String name) {
        int end = 0;
        while (end < name.length() && ",:;".indexOf(name.charAt(end)) < 0) {
            end++;
        }
        return name.substring(0, end);
    }

    static boolean wellFormed(String name) {
        return NAME.matcher(name).matches() && name.contains(",S=");
    }

    /** The size in a well-formed name. */
    static long octets(String name) {
        return Long.parseLong(name.substring(name.lastIndexOf('=') + 1));
    }

    /** The time in a well-formed name. */
    static Instant made(String name) {
        return Instant.ofEpochSecond(Long.parseLong(name.substring(0, name.indexOf('.'))));
    }

    /** Whether a file in {@code tmp} is one of ours, and not another program's. */
    boolean ours(Path file) {
        String name = String.valueOf(file.getFileName());
        String plain = name.endsWith("~") ? name.substring(0, name.length() - 1) : name;
        Matcher matcher = NAME.matcher(plain);
        return matcher.matches() && plain.endsWith("." + host);
    }

    private static String hostName() {
        String name;
        try {
            name = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            name = "localhost";
        }
        String plain = name.replaceAll("[^A-Za-z0-9.-]", "-").toLowerCase(Locale.ROOT);
        return plain.isEmpty()
                ? "localhost"
                : plain.substring(0, Math.min(HOST_LENGTH_MAX, plain.length()));
    }
}
