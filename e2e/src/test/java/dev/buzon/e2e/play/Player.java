package dev.buzon.e2e.play;

import dev.buzon.e2e.script.Script;
import dev.buzon.e2e.script.Step;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Plays one script against one post office, and says where they part. */
public final class Player implements AutoCloseable {
    private final Script script;
    private final Target target;
    private final Feed feed;
    private final Map<Integer, Conversation> conversations = new HashMap<>();
    private final Map<String, String> captured = new HashMap<>();

    private Player(Script script, Target target, Feed feed) {
        this.script = script;
        this.target = target;
        this.feed = feed;
    }

    /**
     * Plays a script to its end.
     *
     * @throws AssertionError with the script's line and the conversation so far, where the server
     *     does something else
     */
    public static void play(Script script, Target target, Feed feed) {
        try (var player = new Player(script, target, feed)) {
            for (var step : feed.order(script)) {
                player.play(step);
            }
        } catch (IOException e) {
            throw new AssertionError(script.name() + ": " + e, e);
        }
    }

    private void play(Step step) throws IOException {
        try {
            switch (step) {
                case Step.Open open ->
                        conversations.put(
                                open.connection(),
                                new Conversation(target.connect(open.door()), open.door()));
                case Step.OnConnection on -> play(on);
                case Step.Deliver deliver -> target.deliver(deliver.mail(), deliver.user());
                case Step.Advance advance -> target.advance(advance.time());
                case Step.Break broken -> target.inject(broken.fault());
            }
        } catch (IOException | Mismatch e) {
            throw failure(step, String.valueOf(e.getMessage()), e);
        }
    }

    private void play(Step.OnConnection step) throws IOException {
        var talk = conversation(step);
        switch (step) {
            case Step.Open _ -> throw new IllegalStateException("opened before");
            case Step.Send send -> talk.send(feed.cut(send.octets()), send.octets());
            case Step.ExpectLine expect -> captured.putAll(talk.line(expect.pattern(), captured));
            case Step.ExpectOctets expect -> talk.octets(expect.octets());
            case Step.ExpectList expect -> talk.list(expect.has(), expect.lacks(), captured);
            case Step.ExpectUntil expect -> talk.until(expect.last());
            case Step.ExpectMail expect -> talk.mail(expect.mail().served());
            case Step.ExpectClose _ -> talk.end();
            case Step.ExpectCut _ -> talk.cutShort();
            case Step.ExpectGone _ -> talk.gone();
            case Step.Tls _ -> talk.startTls();
            case Step.Cut _ -> talk.wire().cut();
            case Step.Reset _ -> talk.wire().reset();
        }
    }

    private Conversation conversation(Step.OnConnection step) {
        var talk = conversations.get(step.connection());
        if (talk == null) {
            throw new IllegalStateException("connection " + step.connection() + " was never open");
        }
        return talk;
    }

    private AssertionError failure(Step step, String what, Exception cause) {
        var text = new StringBuilder();
        text.append(script.name())
                .append(".session:")
                .append(step.line())
                .append(": ")
                .append(what);
        conversations.forEach((number, talk) ->
                text.append("\n--- connection ").append(number).append(talk.transcript()));
        return new AssertionError(text.toString(), cause);
    }

    @Override
    public void close() throws IOException {
        for (var talk : conversations.values()) {
            talk.wire().close();
        }
    }
}
