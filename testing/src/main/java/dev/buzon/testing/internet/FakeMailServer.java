package dev.buzon.testing.internet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server that greets, upgrades and says goodbye, and writes down every line it hears; it
 * never lets anybody in.
 */
final class FakeMailServer implements AutoCloseable {
    /** Which language it speaks. */
    enum Language {
        POP3("+OK fake POP3", "+OK\r\nUSER\r\nUIDL\r\n%s.", "STLS", "+OK"),
        SMTP("220 fake SMTP", "250-fake\r\n250-8BITMIME\r\n%s250 AUTH PLAIN", "STARTTLS", "220 go");

        private final String greeting;
        private final String abilities;
        private final String upgrade;
        private final String go;

        Language(String greeting, String abilities, String upgrade, String go) {
            this.greeting = greeting;
            this.abilities = abilities;
            this.upgrade = upgrade;
            this.go = go;
        }

        private String abilities(boolean upgradable) {
            String line = this == POP3 ? upgrade : "250-" + upgrade;
            return abilities.formatted(upgradable ? line + "\r\n" : "");
        }
    }

    /** How it protects what is said. */
    enum Protection {
        IMPLICIT,
        UPGRADE,
        NONE
    }

    private final ServerSocket door;
    private final Language language;
    private final Protection protection;
    private final Optional<SSLContext> tls;
    private final Consumer<String> heard;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    FakeMailServer(
            Language language,
            Protection protection,
            Optional<SSLContext> tls,
            Consumer<String> heard) {
        this.language = language;
        this.protection = protection;
        this.tls = tls;
        this.heard = heard;
        try {
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("fake-mail").start(this::welcome);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            boolean implicit = protection == Protection.IMPLICIT;
            Socket line = implicit ? secured(socket) : socket;
            talk(line, !implicit);
        } catch (IOException _) {
            // the other side has gone, as it may
        } finally {
            open.remove(socket);
        }
    }

    private void talk(Socket socket, boolean greet) throws IOException {
        boolean secured = socket instanceof SSLSocket;
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1),
                        1);
        OutputStream out = socket.getOutputStream();
        if (greet || protection == Protection.IMPLICIT) {
            say(out, language.greeting);
        }
        String command = in.readLine();
        while (command != null) {
            heard.accept(command);
            String word = command.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            boolean upgradable = protection == Protection.UPGRADE && !secured;
            if (word.equals("QUIT")) {
                say(out, language == Language.POP3 ? "+OK bye" : "221 bye");
                return;
            }
            if (word.equals(language.upgrade) && upgradable) {
                say(out, language.go);
                talk(secured(socket), false);
                return;
            }
            say(out, reply(word, upgradable));
            command = in.readLine();
        }
    }

    private String reply(String word, boolean upgradable) {
        return switch (word) {
            case "CAPA", "EHLO" -> language.abilities(upgradable);
            default -> language == Language.POP3 ? "-ERR no" : "502 no";
        };
    }

    private Socket secured(Socket socket) throws IOException {
        SSLSocket secured =
                (SSLSocket)
                        tls.orElseThrow()
                                .getSocketFactory()
                                .createSocket(socket, null, socket.getPort(), true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return secured;
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
