package dev.buzon.bench.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A server for one connection that knows nothing: it says each of its answers in turn, the first at
 * once, the others after one line each from the client, and then closes. An empty answer stands for
 * a line that is read and not answered.
 */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final List<byte[]> answers;
    private final Thread thread;
    private final StringBuilder heard = new StringBuilder();

    /** Starts it on a free port of loopback. */
    public ScriptedServer(List<byte[]> answers) throws IOException {
        this.answers = answers;
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        thread = Thread.ofVirtual().start(this::serve);
    }

    /** The same, with answers as text. */
    public static ScriptedServer saying(String... answers) throws IOException {
        return new ScriptedServer(
                List.of(answers).stream()
                        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                        .toList());
    }

    private void serve() {
        try (Socket socket = listener.accept()) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            out.write(answers.getFirst());
            for (byte[] answer : answers.subList(1, answers.size())) {
                readLine(in);
                out.write(answer);
                out.flush();
            }
        } catch (IOException e) {
            if (!listener.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void readLine(InputStream in) throws IOException {
        int octet;
        do {
            octet = in.read();
            if (octet >= 0) {
                heard.append((char) octet);
            }
        } while (octet >= 0 && octet != '\n');
    }

    /** Everything the client said; call it when the conversation is over. */
    public String heard() throws InterruptedException {
        thread.join();
        return heard.toString();
    }

    /** Where it listens. */
    public Endpoint endpoint() {
        return new Endpoint("127.0.0.1", listener.getLocalPort(), Endpoint.Protection.PLAIN);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
