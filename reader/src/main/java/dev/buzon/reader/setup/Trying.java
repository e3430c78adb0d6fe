package dev.buzon.reader.setup;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Server;
import dev.buzon.client.discovery.reach.Internet;
import dev.buzon.client.net.NetException.Refusal;
import dev.buzon.client.net.Printable;
import dev.buzon.client.net.TimeLimits;
import dev.buzon.client.own.Logins;
import dev.buzon.client.own.MaildropLook;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.client.own.Servers;
import dev.buzon.client.pop3.Pop3;
import dev.buzon.client.pop3.Pop3Exception;
import dev.buzon.client.smtp.Fate;
import dev.buzon.client.smtp.Letter;
import dev.buzon.client.smtp.SendReport;
import dev.buzon.client.smtp.Submission;
import dev.buzon.client.smtp.SubmissionException;
import dev.buzon.client.smtp.SubmissionSession;
import dev.buzon.reader.web.Json;
import dev.buzon.reader.web.Texts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Logs in to an account's servers before anything is saved, and says what came of it. */
final class Trying {
    private final Supplier<Internet> internet;
    private final Predicate<String> found;

    /**
     * Tries servers.
     *
     * @param found whether a host was named by a stranger: those are reached by the rules for
     *     strangers' names
     */
    Trying(Supplier<Internet> internet, Predicate<String> found) {
        this.internet = internet;
        this.found = found;
    }

    /**
     * How a login came out.
     *
     * @param user with which name it worked, or was tried
     */
    record Tried(boolean ok, String user, Json said) {}

    /** Logs in to collect, with the names that could be meant. */
    Tried incoming(MailAccount account, List<String> users, Logins logins, Texts texts)
            throws OwnFailureException, InterruptedException {
        Optional<Tried> refused = Optional.empty();
        for (String user : users) {
            MailAccount as = account.at(as(account.incoming(), user), account.outgoing());
            try {
                Pop3 pop3 = Servers.pop3(as, logins);
                if (found.test(account.incoming().host())) {
                    pop3 = pop3.dialer(internet.get().dialer());
                }
                return new Tried(true, user, good(MaildropLook.at(pop3), as, texts));
            } catch (Pop3Exception e) {
                Tried failed = new Tried(false, user, bad(e, as.incoming(), texts));
                if (!(e instanceof Pop3Exception.LoginRefused)) {
                    return failed;
                }
                refused = Optional.of(refused.orElse(failed));
            }
        }
        return refused.orElseThrow();
    }

    private static Server as(Server server, String user) {
        return new Server(server.host(), server.port(), server.security(), user, server.trust());
    }

    private static Json good(MaildropLook look, MailAccount account, Texts texts) {
        var can =
                Json.object()
                        .put("uidl", look.uidl())
                        .put("top", look.capabilities().has("TOP"))
                        .put("expireDays", look.capabilities().expireDays())
                        .put(
                                "loginDelaySeconds",
                                look.capabilities()
                                        .loginDelay()
                                        .map(delay -> java.util.OptionalLong.of(delay.toSeconds()))
                                        .orElse(java.util.OptionalLong.empty()))
                        .put("messages", look.messages())
                        .put("octets", look.octets());
        return said(true, texts.text("check.in", account.incoming().user()), "", Optional.empty())
                .put("can", can);
    }

    private static Json bad(Pop3Exception failure, Server server, Texts texts) {
        Optional<Refusal> refusal =
                failure instanceof Pop3Exception.CertificateRefused refused
                        ? Optional.of(refused.refusal())
                        : Optional.empty();
        String code = TryWords.code(failure);
        return failed(code, String.valueOf(failure.getMessage()), server, refusal, texts);
    }

    /**
     * Logs in to hand mail in.
     *
     * @param test whether a message to oneself is sent
     */
    Tried outgoing(MailAccount account, Server server, Logins logins, boolean test, Texts texts)
            throws OwnFailureException, InterruptedException {
        Submission submission =
                Servers.submission(account, logins)
                        .limits(TimeLimits.USUAL.read(MaildropLook.PATIENCE));
        if (found.test(server.host())) {
            submission = submission.dialer(internet.get().dialer());
        }
        try (SubmissionSession session = submission.open()) {
            if (!test) {
                return new Tried(
                        true,
                        server.user(),
                        said(true, texts.text("check.out"), "", Optional.empty()));
            }
            Letter letter = letter(account, texts);
            return sent(session.send(letter, letter.envelope()), server, texts);
        } catch (SubmissionException e) {
            Optional<Refusal> refusal =
                    e instanceof SubmissionException.CertificateRefused refused
                            ? Optional.of(refused.refusal())
                            : Optional.empty();
            String why = String.valueOf(e.getMessage());
            return new Tried(
                    false, server.user(), failed(TryWords.code(e), why, server, refusal, texts));
        }
    }

    private static Tried sent(SendReport report, Server server, Texts texts) {
        if (report.allTaken()) {
            return new Tried(
                    true,
                    server.user(),
                    said(true, texts.text("check.sent"), "", Optional.empty()));
        }
        Fate fate = report.recipients().getFirst().fate();
        return new Tried(
                false,
                server.user(),
                said(
                        false,
                        texts.text("check.notSent", Printable.text(fate.text())),
                        texts.text("check.notSent.todo"),
                        Optional.empty()));
    }

    /** A message from a person to themselves. */
    private static Letter letter(MailAccount account, Texts texts) throws SubmissionException {
        String subject =
                java.util.Base64.getEncoder()
                        .encodeToString(
                                texts.text("check.test.subject").getBytes(StandardCharsets.UTF_8));
        String text =
                """
                From: <%s>
                To: <%s>
                Subject: =?UTF-8?B?%s?=
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                %s
                """
                        .formatted(
                                account.address(),
                                account.address(),
                                subject,
                                texts.text("check.test.text"));
        return Letter.of(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Json failed(
            String code, String why, Server server, Optional<Refusal> refusal, Texts texts) {
        return said(
                false,
                texts.text("check." + code, server.host(), server.port(), why),
                texts.text("check." + code + ".todo", server.user(), server.host()),
                refusal.map(one -> certificate(one, texts)));
    }

    private static JsonElement certificate(Refusal refusal, Texts texts) {
        List<String> names = refusal.names().stream().map(Printable::text).toList();
        return Json.object()
                .put(
                        "text",
                        names.isEmpty()
                                ? texts.text("check.certificate.nameless")
                                : texts.text(
                                        "check.certificate.names",
                                        refusal.asked(),
                                        String.join(", ", names)))
                .put("names", Json.texts(names))
                .put("sha256", refusal.sha256())
                .made();
    }

    private static Json said(
            boolean ok, String text, String todo, Optional<JsonElement> certificate) {
        return Json.object()
                .put("ok", ok)
                .put("text", text)
                .put("todo", todo)
                .put("certificate", certificate.orElse(JsonNull.INSTANCE))
                .put("can", JsonNull.INSTANCE);
    }
}
