package dev.buzon.cli;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Leave;
import dev.buzon.client.net.NetException.Refusal;
import dev.buzon.client.net.Printable;
import dev.buzon.client.own.MaildropLook;
import dev.buzon.client.pop3.Capabilities;
import dev.buzon.client.pop3.Pop3;
import dev.buzon.client.pop3.Pop3Exception;
import java.time.Duration;

/**
 * Logs in to a maildrop, looks at it, and says what is there and what that means for the person.
 */
final class LoginCheck {
    private final Terminal terminal;

    LoginCheck(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Logs in and says what the server can; nothing is collected or deleted. */
    void look(MailAccount account, Pop3 pop3) throws CommandFailure {
        try {
            tryLogin(account, pop3);
        } catch (Pop3Exception e) {
            throw new CommandFailure(sentence(account, e));
        }
    }

    /** The same, for those who know what to do when it does not work. */
    void tryLogin(MailAccount account, Pop3 pop3) throws Pop3Exception {
        MaildropLook look = MaildropLook.at(pop3);
        terminal.say(
                "check.in",
                account.incoming().host(),
                account.incoming().port(),
                account.incoming().user(),
                look.messages(),
                DataSize.text(look.octets()));
        say(account, look);
    }

    private void say(MailAccount account, MaildropLook look) {
        Capabilities can = look.capabilities();
        can.implementation().ifPresent(name -> terminal.say("check.server", name));
        if (!look.uidl()) {
            terminal.say("check.noUidl");
        }
        if (!can.pipelining()) {
            terminal.say("check.slow");
        }
        can.loginDelay()
                .filter(delay -> delay.compareTo(account.every()) > 0)
                .ifPresent(delay -> terminal.say("check.delay", minutes(delay)));
        can.expireDays()
                .ifPresent(days -> {
                    if (staysLonger(account.wishes().leave(), days)) {
                        terminal.say(days == 0 ? "check.expireAtOnce" : "check.expire", days);
                    }
                });
    }

    private static long minutes(Duration time) {
        return (time.toSeconds() + 59) / 60;
    }

    private static boolean staysLonger(Leave leave, int days) {
        return switch (leave) {
            case Leave.Never() -> false;
            case Leave.Always() -> true;
            case Leave.For(var time) -> time.compareTo(Duration.ofDays(days)) > 0;
        };
    }

    /** Why it did not work, and what can be done. */
    String sentence(MailAccount account, Pop3Exception failure) {
        Texts texts = terminal.texts();
        String why = String.valueOf(failure.getMessage());
        return switch (failure) {
            case Pop3Exception.LoginRefused _ ->
                    texts.text("check.refused", why, account.incoming().user());
            case Pop3Exception.CertificateRefused refused -> certificate(why, refused.refusal());
            case Pop3Exception.TlsUnavailable _ -> texts.text("check.noTls", why);
            case Pop3Exception.NoWayIn _ -> texts.text("check.noWayIn", why);
            case Pop3Exception.Unreachable _, Pop3Exception.TimedOut _ ->
                    texts.text("check.unreachable", why);
            case Pop3Exception.InUse _,
                    Pop3Exception.LoginDelay _,
                    Pop3Exception.TemporaryFailure _ ->
                    texts.text("check.later", why);
            case Pop3Exception.PermanentFailure _,
                    Pop3Exception.ServerNotProved _,
                    Pop3Exception.Refused _,
                    Pop3Exception.ConnectionLost _,
                    Pop3Exception.TruncatedMessage _,
                    Pop3Exception.CommitUnknown _,
                    Pop3Exception.CommitRefused _,
                    Pop3Exception.Violation _,
                    Pop3Exception.Cancelled _ ->
                    why;
        };
    }

    /** Both names, and the figure to pin it by: never a way to just go on (C-017, Q-041). */
    private String certificate(String why, Refusal refusal) {
        Texts texts = terminal.texts();
        String names =
                refusal.names().isEmpty()
                        ? "-"
                        : Printable.text(String.join(", ", refusal.names()));
        return texts.text("check.certificate", why, refusal.asked(), names)
                + (refusal.sha256().isEmpty()
                        ? ""
                        : " " + texts.text("check.pin", refusal.sha256()));
    }
}
