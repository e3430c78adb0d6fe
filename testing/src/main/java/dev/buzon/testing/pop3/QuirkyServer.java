package dev.buzon.testing.pop3;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An entry of the catalogue: a server that is odd in one way, and what a good client makes of it.
 *
 * @param name what it is called on the command line, such as {@code no-uidl}
 * @param rows the requirements it belongs to, or where it was seen
 * @param sentence what is odd about it
 * @param expectation what a good client comes to
 * @param door how the client is to connect
 * @param login what the client is to log in with
 * @param keeps whether the client is to leave messages on the server
 * @param runs how many runs it may need
 * @param left the ids of messages that are on the server at the end of a good run
 * @param suspects the ids of messages that cannot be had
 * @param messages what waits in the maildrop
 * @param mechanisms what the server takes with AUTH
 * @param token the bearer token that it takes
 * @param quirks what it does
 */
public record QuirkyServer(
        String name,
        String rows,
        String sentence,
        Expectation expectation,
        Door door,
        Login login,
        boolean keeps,
        int runs,
        Set<Integer> left,
        Set<Integer> suspects,
        List<byte[]> messages,
        List<String> mechanisms,
        String token,
        List<Quirk> quirks) {
    /** A copy with fixed lists. */
    public QuirkyServer {
        left = Set.copyOf(left);
        suspects = Set.copyOf(suspects);
        messages = List.copyOf(messages);
        mechanisms = List.copyOf(mechanisms);
        quirks = List.copyOf(quirks);
    }

    /** How the client is to connect. */
    public enum Door {
        /** Without TLS, by the person's explicit wish. */
        CLEARTEXT,
        /** In clear, then STLS, which is required. */
        STLS,
        /** TLS from the first octet. */
        TLS
    }

    /** What the client is to log in with. */
    public enum Login {
        /** {@link MisbehavingServer#USER} and {@link MisbehavingServer#PASSWORD}. */
        PASSWORD,
        /** {@link MisbehavingServer#USER} and {@link QuirkyServer#token}. */
        TOKEN
    }

    /** Starts it on free ports. */
    public MisbehavingServer start() {
        return builder().start();
    }

    /** A server like this, of which more can be wished. */
    public MisbehavingServer.Builder builder() {
        return builder(quirks);
    }

    /** A server with these messages and ways to log in, and with other quirks. */
    public MisbehavingServer.Builder builder(List<Quirk> others) {
        return MisbehavingServer.with()
                .quirks(others)
                .mechanisms(mechanisms.toArray(String[]::new))
                .token(token)
                .messages(messages);
    }

    /** The port at which the client is to knock. */
    public int port(MisbehavingServer server) {
        return door == Door.TLS ? server.tlsPort() : server.port();
    }

    /**
     * Judges a client, after all its runs.
     *
     * @param server the server it dealt with
     * @param stored the messages it stored, in any order; ends of lines may be CRLF or LF
     * @param runsFailed for each of its runs, whether it ended with an error
     * @return what it did wrong, a sentence each; empty when all is well
     */
    public List<String> complaints(
            MisbehavingServer server, List<byte[]> stored, List<Boolean> runsFailed) {
        List<String> complaints = new ArrayList<>();
        List<String> texts = stored.stream().map(QuirkyServer::normal).toList();
        always(server, texts, complaints);
        switch (expectation) {
            case COLLECTS_ALL, COLLECTS_ALL_BUT_SUSPECT -> collected(server, texts, complaints);
            case COLLECTS_ALL_LATER -> {
                collected(server, texts, complaints);
                if (!runsFailed.getFirst()) {
                    complaints.add("the first run did not say that it could do nothing");
                }
            }
            case MUST_REFUSE -> {
                if (runsFailed.contains(false)) {
                    complaints.add("a run ended as if all were well");
                }
                if (!stored.isEmpty()) {
                    complaints.add(stored.size() + " messages were stored");
                }
                if (server.messages().size() < messages.size()) {
                    complaints.add("messages were deleted");
                }
            }
            case ENDS_SAFELY -> {}
        }
        return complaints;
    }

    private void always(MisbehavingServer server, List<String> stored, List<String> complaints) {
        Set<Integer> there =
                server.messages().stream().map(HeldMessage::id).collect(Collectors.toSet());
        for (int id = 1; id <= messages.size(); id++) {
            String text = normal(messages.get(id - 1));
            long copies = stored.stream().filter(text::equals).count();
            if (copies > 1) {
                complaints.add("message " + id + " was stored " + copies + " times");
            }
            if (copies == 0 && !there.contains(id)) {
                complaints.add("message " + id + " was deleted and not stored");
            }
        }
        Set<String> whole = messages.stream().map(QuirkyServer::normal).collect(Collectors.toSet());
        stored.stream()
                .filter(text -> !whole.contains(text))
                .forEach(text ->
                        complaints.add(
                                "something was stored that is no message: "
                                        + text.substring(0, Math.min(60, text.length()))));
        if (door != Door.CLEARTEXT && server.heardCredentialInClear()) {
            complaints.add("something secret was said in clear");
        }
    }

    private void collected(MisbehavingServer server, List<String> stored, List<String> complaints) {
        for (int id = 1; id <= messages.size(); id++) {
            boolean have = stored.contains(normal(messages.get(id - 1)));
            if (!have && !suspects.contains(id)) {
                complaints.add("message " + id + " was not stored");
            }
        }
        Set<Integer> there =
                server.messages().stream().map(HeldMessage::id).collect(Collectors.toSet());
        if (!there.equals(left)) {
            complaints.add("on the server are " + there + " and not " + left);
        }
    }

    private static String normal(byte[] message) {
        return new String(message, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .replaceAll("\n+$", "");
    }

    @Override
    public String toString() {
        return name;
    }

    /** An entry that begins: five small messages, to be fetched in clear in one run and deleted. */
    static Entry quirky(String name, String rows, String sentence) {
        return new Entry(name, rows, sentence);
    }

    /** An entry in the making. */
    static final class Entry {
        private final String name;
        private final String rows;
        private final String sentence;
        private Door door = Door.CLEARTEXT;
        private Login login = Login.PASSWORD;
        private boolean keeps;
        private int runs = 1;
        private Set<Integer> left = Set.of();
        private List<byte[]> messages = Letters.five();
        private List<String> mechanisms = List.of("PLAIN", "SCRAM-SHA-256");
        private String token = MisbehavingServer.TOKEN;
        private List<Quirk> quirks = List.of();

        private Entry(String name, String rows, String sentence) {
            this.name = name;
            this.rows = rows;
            this.sentence = sentence;
        }

        Entry does(Quirk... what) {
            quirks = Arrays.asList(what);
            return this;
        }

        Entry by(Door way) {
            door = way;
            return this;
        }

        Entry withToken(String bearer, String... names) {
            login = Login.TOKEN;
            token = bearer;
            mechanisms = List.of(names);
            return this;
        }

        Entry taking(String... names) {
            mechanisms = List.of(names);
            return this;
        }

        Entry keeping() {
            keeps = true;
            return this;
        }

        Entry inRuns(int count) {
            runs = count;
            return this;
        }

        Entry holding(List<byte[]> others) {
            messages = others;
            return this;
        }

        Entry leaving(Integer... ids) {
            left = Set.of(ids);
            return this;
        }

        QuirkyServer collectsAll() {
            return made(Expectation.COLLECTS_ALL, Set.of());
        }

        QuirkyServer collectsAllLater() {
            runs = Math.max(runs, 2);
            return made(Expectation.COLLECTS_ALL_LATER, Set.of());
        }

        QuirkyServer collectsAllBut(Integer... suspects) {
            left = Set.of(suspects);
            return made(Expectation.COLLECTS_ALL_BUT_SUSPECT, Set.of(suspects));
        }

        QuirkyServer mustRefuse() {
            return made(Expectation.MUST_REFUSE, Set.of());
        }

        QuirkyServer endsSafely() {
            return made(Expectation.ENDS_SAFELY, Set.of());
        }

        private QuirkyServer made(Expectation expectation, Set<Integer> suspects) {
            Set<Integer> there = keeps ? Letters.ids(messages) : left;
            return new QuirkyServer(
                    name,
                    rows,
                    sentence,
                    expectation,
                    door,
                    login,
                    keeps,
                    runs,
                    there,
                    suspects,
                    messages,
                    mechanisms,
                    token,
                    quirks);
        }
    }
}
