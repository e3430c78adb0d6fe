package dev.buzon.client.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;

/** Whatever a server sends: a session, or one of the exceptions that say why not. */
class ReplyFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void anyAnswersEndInASessionOrAnError(byte[] octets) throws IOException {
        Pop3 door =
                Pop3.at(new ServerAddress("localhost", 110), Security.CLEARTEXT)
                        .user("ana")
                        .password(LoginTest.secret("clave"))
                        .dialer((_, _) -> new Recorded(octets));
        try (Pop3Session pop = door.open()) {
            var all = pop.list();
            for (Listed listed : all) {
                assertThat(listed.number()).isPositive();
                assertThat(listed.octets()).isNotNegative();
            }
            pop.retrieve(all, (_, in) -> in.transferTo(OutputStream.nullOutputStream()));
            pop.commit(all);
        } catch (Pop3Exception e) {
            assertThat(String.valueOf(e.getMessage()).chars()).noneMatch(Character::isISOControl);
        }
    }

    /** A socket that says what it was given and forgets what it is told. */
    private static final class Recorded extends Socket {
        private final InputStream in;

        Recorded(byte[] octets) {
            this.in = new ByteArrayInputStream(octets);
        }

        @Override
        public InputStream getInputStream() {
            return in;
        }

        @Override
        public OutputStream getOutputStream() {
            return new ByteArrayOutputStream();
        }

        @Override
        public void connect(SocketAddress address) {}

        @Override
        public void setTcpNoDelay(boolean on) {}

        @Override
        public void setKeepAlive(boolean on) {}

        @Override
        public void setSoTimeout(int millis) {}
    }
}
