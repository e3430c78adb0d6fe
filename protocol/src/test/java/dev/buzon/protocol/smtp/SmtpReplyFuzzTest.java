package dev.buzon.protocol.smtp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Any octets from a server: never thrown. */
class SmtpReplyFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void noReplyBreaksAClient(byte[] input) {
        SmtpReplyDecoder decoder = new SmtpReplyDecoder();
        ByteBuffer in = ByteBuffer.wrap(input);
        while (true) {
            Optional<SmtpReplyDecoder.Received> received = decoder.read(in);
            if (received.isEmpty() || received.get() instanceof SmtpReplyDecoder.Received.Fault) {
                return;
            }
            if (received.get() instanceof SmtpReplyDecoder.Received.Reply(var reply)) {
                reply.octets();
                SmtpCapabilities capabilities = SmtpCapabilities.of(reply);
                capabilities.messageOctets();
                capabilities.mechanisms();
            }
        }
    }
}
