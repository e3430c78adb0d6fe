package dev.buzon.client.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.testing.InMemoryPostOffice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the pieces in which answers come, the answers are the same. {@code -Dseed=} replays. */
class SplitTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    @Test
    void answersAreTheSameHoweverTheyAreCut() throws Exception {
        Random random = new Random(SEED);
        System.out.println("seed " + SEED);
        for (int round = 0; round < 60; round++) {
            List<String> contents = new ArrayList<>();
            for (int i = 1 + random.nextInt(20); i >= 0; i--) {
                contents.add(content(random));
            }
            Taken taken = new Taken();
            int most = 1 + random.nextInt(200);
            try (Peer peer = new Peer(session(contents, random.nextLong(), most));
                    Pop3Session pop = peer.clear().open()) {
                List<Listed> all = pop.list();
                assertThat(pop.retrieve(all, taken).done()).isEqualTo(all);
                assertThat(pop.commit(all).done()).isEqualTo(all);
            }
            Map<Integer, String> expected = new LinkedHashMap<>();
            for (String content : contents) {
                expected.put(expected.size() + 1, content);
            }
            assertThat(taken.texts()).as("seed " + SEED + ", round " + round).isEqualTo(expected);
        }
    }

    /** A whole session whose answers are cut at random, pieces of up to so many octets. */
    private static Peer.Play session(List<String> contents, long seed, int most) {
        StringBuilder list = new StringBuilder("+OK\r\n");
        StringBuilder uidl = new StringBuilder("+OK\r\n");
        StringBuilder all = new StringBuilder();
        for (int i = 1; i <= contents.size(); i++) {
            String content = contents.get(i - 1);
            list.append(i).append(' ').append(content.length()).append("\r\n");
            uidl.append(i).append(" u").append(i).append("\r\n");
            String stuffed = content.replaceAll("(?m)^\\.", "..");
            all.append("+OK here\r\n").append(stuffed).append(".\r\n");
        }
        return talk -> {
            Random random = new Random(seed);
            pieces(talk, "+OK hello\r\n", random, most);
            talk.line();
            pieces(talk, "+OK\r\nPIPELINING\r\nUIDL\r\n.\r\n", random, most);
            talk.line();
            talk.line();
            pieces(talk, "+OK\r\n+OK\r\n", random, most);
            talk.line();
            talk.line();
            pieces(talk, list + ".\r\n" + uidl + ".\r\n", random, most);
            for (int i = 0; i < contents.size(); i++) {
                talk.line();
            }
            pieces(talk, all.toString(), random, most);
            talk.line(); // one DELE at least
            pieces(talk, "+OK\r\n".repeat(contents.size() + 1), random, most);
            talk.untilGone();
        };
    }

    private static void pieces(Peer.Talk talk, String octets, Random random, int most)
            throws IOException {
        for (int at = 0; at < octets.length(); ) {
            int to = Math.min(octets.length(), at + 1 + random.nextInt(most));
            talk.send(octets.substring(at, to));
            at = to;
        }
    }

    private static String content(Random random) {
        String alphabet = "..\r\n ab+OK-ERR\u00e9";
        StringBuilder content = new StringBuilder();
        for (int i = random.nextInt(300); i > 0; i--) {
            char c = alphabet.charAt(random.nextInt(alphabet.length()));
            content.append(c == '\r' || c == '\n' ? "\r\n" : String.valueOf(c));
        }
        return content + "\r\n";
    }

    @Test
    void sessionThatIsCutAtAnyOctetLosesNothingAndInventsNothing() throws Exception {
        String list = "+OK\r\n1 9\r\n2 9\r\n.\r\n+OK\r\n1 a\r\n2 b\r\n.\r\n";
        String mail = "+OK\r\n..one..\r\n.\r\n+OK\r\ntwo\r\n.\r\n";
        String whole =
                "+OK\r\n+OK\r\nPIPELINING\r\n.\r\n+OK\r\n+OK\r\n"
                        + list
                        + mail
                        + "+OK\r\n+OK\r\n+OK\r\n";
        for (int cut = 0; cut < whole.length(); cut++) {
            String part = whole.substring(0, cut);
            Taken taken = new Taken();
            boolean committed = false;
            try (Peer peer = new Peer(cutAfter(part));
                    Pop3Session pop = peer.clear().open()) {
                List<Listed> all = pop.list();
                pop.retrieve(all, taken);
                pop.commit(all);
                committed = true;
            } catch (Pop3Exception _) {
                // as it should be: something is missing
            }
            assertThat(committed).as("cut after " + cut).isFalse();
            assertThat(taken.texts().values())
                    .as("cut after " + cut)
                    .isSubsetOf(".one..\r\n", "two\r\n");
        }
    }

    /** Answers line by line as far as the part goes, then closes. */
    private static Peer.Play cutAfter(String part) {
        int[] ends = {5, 26, 36};
        return talk -> {
            int at = 0;
            for (int end : ends) {
                talk.send(
                        part.substring(Math.min(at, part.length()), Math.min(end, part.length())));
                at = end;
                if (part.length() <= end) {
                    return;
                }
                talk.line();
            }
            talk.send(part.substring(at));
        };
    }

    @Test
    void ourOwnPostOfficeGivesBackWhatItWasGiven() throws Exception {
        Random random = new Random(SEED);
        try (InMemoryPostOffice office = InMemoryPostOffice.start()) {
            office.account("ana@example.test", "clave");
            List<String> contents = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String message = "Subject: x\r\n\r\n" + content(random);
                contents.add(message);
                office.deliver("ana@example.test", message.getBytes(StandardCharsets.ISO_8859_1));
            }
            Taken taken = new Taken();
            Pop3 door =
                    Pop3.at("pop://ana%40example.test@localhost:" + office.port("pop3"))
                            .cleartext()
                            .password(LoginTest.secret("clave"));
            try (Pop3Session pop = door.open()) {
                pop.retrieve(pop.list(), taken);
            }
            assertThat(taken.texts().values())
                    .as("seed " + SEED)
                    .containsExactlyElementsOf(contents);
        }
    }
}
