package dev.buzon.jakarta;

import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.net.TimeLimits;
import dev.buzon.client.net.Trust;
import dev.buzon.client.net.WireLog;
import dev.buzon.client.pop3.Pop3;
import dev.buzon.protocol.Secret;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What a program says in the properties {@code mail.pop3.*} and {@code mail.pop3s.*}: those it has
 * always said, and two of our own, {@code trust} (a file of authorities in PEM, or {@code sha256:}
 * and the figure of a pinned certificate) and {@code cleartext}.
 */
final class StoreSettings {
    private static final int USUAL_PORT = 110;
    private static final int TLS_PORT = 995;

    private final Session session;
    private final String prefix;
    private final boolean implicitTls;

    /** The settings of a protocol, {@code pop3} or {@code pop3s}. */
    StoreSettings(Session session, String protocol) {
        this.session = session;
        this.prefix = "mail." + protocol + ".";
        this.implicitTls = protocol.equals("pop3s") || flag("ssl.enable", false);
    }

    /** The value of a property, when it says anything. */
    Optional<String> text(String name) {
        return Optional.ofNullable(session.getProperty(prefix + name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** A property that is true or false. */
    boolean flag(String name, boolean usual) {
        return text(name).map(value -> value.equalsIgnoreCase("true")).orElse(usual);
    }

    /** How the connection to this host is to be protected, to begin with. */
    Security security(String host) {
        if (implicitTls) {
            return Security.IMPLICIT_TLS;
        }
        return text("starttls.enable").filter(v -> v.equalsIgnoreCase("false")).isPresent()
                        && cleartextAllowed(host)
                ? Security.CLEARTEXT
                : Security.UPGRADE;
    }

    /**
     * Whether a server without STLS may be talked to in clear: the program says so, or nobody can
     * listen, since it is this machine. TLS that is required stays required.
     */
    boolean cleartextAllowed(String host) {
        if (implicitTls || flag("starttls.required", false)) {
            return false;
        }
        return flag("cleartext", host.equals("localhost") || host.equals("127.0.0.1"));
    }

    /** The server, with the port of the property when the program named none. */
    ServerAddress server(String host, int port) throws MessagingException {
        try {
            int chosen =
                    port > 0 ? port : number("port").orElse(implicitTls ? TLS_PORT : USUAL_PORT);
            return new ServerAddress(host, chosen);
        } catch (IllegalArgumentException e) {
            throw new MessagingException(e.getMessage(), e);
        }
    }

    private Optional<Integer> number(String name) throws MessagingException {
        Optional<String> value = text(name);
        if (value.filter(v -> !v.matches("-?\\d{1,9}")).isPresent()) {
            throw new MessagingException(prefix + name + " is no number: " + value.get());
        }
        return value.map(Integer::valueOf);
    }

    /** How to log in there. */
    Pop3 login(ServerAddress server, Security security, String user, String password)
            throws MessagingException {
        Secret secret = Secret.of(password.getBytes(StandardCharsets.UTF_8));
        Pop3 pop = Pop3.at(server, security).user(user).limits(limits()).trust(trust());
        if (session.getDebug()) {
            pop.log(WireLog.to(session.getDebugOut()::println));
        }
        Optional<String> mechanisms = text("auth.mechanisms").map(m -> m.toUpperCase(Locale.ROOT));
        if (mechanisms
                .filter(m -> m.contains("XOAUTH2") || m.contains("OAUTHBEARER"))
                .isPresent()) {
            return pop.token(() -> secret);
        }
        if (flag("apop.enable", false)) {
            pop.mechanism("+APOP");
        } else if (mechanisms.filter(m -> !m.contains(" ")).isPresent()) {
            pop.mechanism(mechanisms.get());
        }
        return pop.password(secret);
    }

    private TimeLimits limits() throws MessagingException {
        TimeLimits limits = TimeLimits.USUAL;
        Optional<Integer> connect = number("connectiontimeout").filter(ms -> ms > 0);
        if (connect.isPresent()) {
            limits = limits.connect(Duration.ofMillis(connect.get()));
        }
        Optional<Integer> read = number("timeout").filter(ms -> ms > 0);
        return read.isPresent() ? limits.read(Duration.ofMillis(read.get())) : limits;
    }

    private Trust trust() throws MessagingException {
        Optional<String> said = text("trust");
        if (said.isEmpty()) {
            return Trust.system();
        }
        try {
            return said.get().startsWith("sha256:")
                    ? Trust.pinned(said.get().substring("sha256:".length()))
                    : Trust.authorities(Path.of(said.get()));
        } catch (IOException | IllegalArgumentException e) {
            throw new MessagingException(prefix + "trust: " + e.getMessage(), e);
        }
    }
}
