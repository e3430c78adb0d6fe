package dev.buzon.protocol.smtp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** Any octets, to each kind of listener: never thrown, always in form, whatever the pieces. */
class SmtpSessionFuzzTest {
    private static final List<SmtpProfile> PROFILES =
            List.of(TestListener.RECEPTION, TestListener.SUBMISSION, TestListener.LMTP);

    @FuzzTest(maxDuration = "10s")
    void noInputBreaksAListener(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int kind = input[0] & 0xff;
        SmtpProfile profile = PROFILES.get(kind % PROFILES.size());
        boolean tls = (kind & 0x40) != 0;
        byte[] rest = new byte[input.length - 1];
        System.arraycopy(input, 1, rest, 0, rest.length);
        TestListener whole = TestListener.play(profile, tls, rest, Integer.MAX_VALUE);
        TestListener pieces = TestListener.play(profile, tls, rest, 3);
        boolean handshake = whole.replies.stream().anyMatch(line -> line.contains("ready for TLS"));
        if (!handshake && !whole.replies.equals(pieces.replies)) {
            throw new AssertionError("the pieces matter: " + whole.replies + pieces.replies);
        }
    }
}
