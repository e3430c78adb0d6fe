package dev.buzon.testing.pop3;

import static dev.buzon.testing.pop3.QuirkyServer.quirky;

import dev.buzon.testing.pop3.Quirk.Announces;
import dev.buzon.testing.pop3.Quirk.Conceals;
import dev.buzon.testing.pop3.Quirk.LoginFault;
import dev.buzon.testing.pop3.Quirk.Refuses;
import dev.buzon.testing.pop3.Quirk.Says;
import dev.buzon.testing.pop3.Quirk.Without;
import dev.buzon.testing.pop3.QuirkyServer.Door;
import java.util.List;
import java.util.Set;

/** Servers whose greeting, CAPA and login are odd. */
final class OddLogins {
    private static final String LONG_TOKEN = "t".repeat(2000);

    static final List<QuirkyServer> ALL =
            List.of(
                    quirky(
                                    "exchange-greeting",
                                    "Q-024; Exchange",
                                    "the greeting ends in Base64 in brackets, which is no code")
                            .does(
                                    new Says(
                                            Turn.GREETING,
                                            "+OK The Microsoft Exchange POP3 service is ready."
                                                    + " [UwBDADUAUABSADAANwBDAEEA]"))
                            .collectsAll(),
                    quirky(
                                    "apop-greeting",
                                    "C-016; hostile: APOP",
                                    "the greeting offers APOP, which nobody asked for")
                            .does(new Says(Turn.GREETING, "+OK ready <1896.6971@example.test>"))
                            .by(Door.TLS)
                            .collectsAll(),
                    quirky(
                                    "oauth-two-steps",
                                    "Q-023; Exchange Online (getmail6 256, mpop 11)",
                                    "takes a token only after an empty challenge")
                            .does(LoginFault.OAUTH_IN_TWO_STEPS)
                            .by(Door.TLS)
                            .withToken("tok123", "XOAUTH2")
                            .collectsAll(),
                    quirky(
                                    "oauth-long-token",
                                    "C-014, Q-023",
                                    "a token of 2,000 octets, which does not fit into a command")
                            .does(LoginFault.OAUTH_IN_TWO_STEPS)
                            .by(Door.TLS)
                            .withToken(LONG_TOKEN, "OAUTHBEARER")
                            .collectsAll(),
                    quirky(
                                    "bare-challenge",
                                    "Q-025; Exchange",
                                    "the empty challenge is a plus without the blank")
                            .does(LoginFault.OAUTH_IN_TWO_STEPS, LoginFault.BARE_CHALLENGE)
                            .by(Door.TLS)
                            .withToken("tok123", "XOAUTH2")
                            .collectsAll(),
                    quirky("oauth-refused", "C-016", "refuses a token that is right")
                            .does(LoginFault.OAUTH_REFUSED)
                            .by(Door.TLS)
                            .withToken("tok123", "XOAUTH2", "OAUTHBEARER")
                            .mustRefuse(),
                    quirky(
                                    "xoauth2-not-listed",
                                    "Q-026; Thunderbird bug 1782250",
                                    "takes XOAUTH2 and does not say so")
                            .does(new Conceals(Phase.ALWAYS, "SASL"))
                            .by(Door.TLS)
                            .withToken("tok123", "XOAUTH2")
                            .collectsAll(),
                    quirky(
                                    "uidl-not-listed",
                                    "Q-026; jpop, GreenMail before 2015",
                                    "has UIDL and does not say so")
                            .does(new Conceals(Phase.ALWAYS, "UIDL"))
                            .keeping()
                            .inRuns(2)
                            .collectsAll(),
                    quirky(
                                    "top-not-listed",
                                    "Q-026; Thunderbird bug 1789356",
                                    "has TOP and does not say so")
                            .does(new Conceals(Phase.ALWAYS, "TOP"))
                            .keeping()
                            .inRuns(2)
                            .collectsAll(),
                    quirky(
                                    "pipelining-after-login",
                                    "Q-026; Gmail",
                                    "PIPELINING is listed only after login")
                            .does(new Conceals(Phase.BEFORE_LOGIN, "PIPELINING"))
                            .collectsAll(),
                    quirky(
                                    "minimal",
                                    "C-001",
                                    "nothing but STAT, LIST, RETR, DELE and QUIT, USER and PASS")
                            .does(
                                    new Without(Turn.CAPA),
                                    new Without(Turn.UIDL),
                                    new Without(Turn.TOP),
                                    new Without(Turn.NOOP))
                            .taking()
                            .inRuns(2)
                            .collectsAll(),
                    quirky("capa-hangs", "Q-037; fetchmail FAQ R11", "says nothing to CAPA")
                            .does(new Quirk.Stall(Turn.CAPA))
                            .inRuns(2)
                            .collectsAll(),
                    quirky(
                                    "capa-closes",
                                    "Q-037; Angus Mail has a switch",
                                    "ends the connection at CAPA")
                            .does(
                                    new Quirk.CutInAnswer(
                                            Turn.CAPA, 1, 0, dev.buzon.testing.wire.End.FIN))
                            .inRuns(2)
                            .collectsAll(),
                    quirky(
                                    "capa-true-only-under-tls",
                                    "C-002",
                                    "PIPELINING and SCRAM are listed in clear, and no longer under"
                                            + " TLS, where they do not work")
                            .does(
                                    new Announces(Set.of(Phase.IN_CLEAR), "SASL SCRAM-SHA-256"),
                                    new Conceals(
                                            Set.of(Phase.UNDER_TLS, Phase.LOGGED_IN), "PIPELINING"),
                                    Quirk.Pipelining.CLOSES)
                            .by(Door.STLS)
                            .taking("PLAIN")
                            .collectsAll(),
                    quirky(
                                    "closes-after-failed-login",
                                    "Q-036; Thunderbird bug 428611",
                                    "refuses the first mechanism and ends the connection")
                            .does(
                                    new Refuses(Turn.LOGIN, Quirk.ANY, 1, "-ERR not this way"),
                                    LoginFault.CLOSES_AFTER_FAILURE)
                            .by(Door.TLS)
                            .inRuns(2)
                            .collectsAll(),
                    quirky(
                                    "in-use",
                                    "C-012",
                                    "somebody else has the maildrop open at the first attempt")
                            .does(new Refuses(Turn.LOGIN, Quirk.ANY, 1, "-ERR [IN-USE] is open"))
                            .collectsAllLater(),
                    quirky(
                                    "login-delay",
                                    "C-010, C-012",
                                    "the first login comes too soon after the last")
                            .does(
                                    new Announces(Phase.ALWAYS, "LOGIN-DELAY 900"),
                                    new Refuses(
                                            Turn.LOGIN, Quirk.ANY, 1, "-ERR [LOGIN-DELAY] later"))
                            .collectsAllLater(),
                    quirky(
                                    "login-temporary",
                                    "C-012; Thunderbird bug 1577548",
                                    "the first login fails for a reason that will pass, with a"
                                            + " deeper code in small letters")
                            .does(
                                    new Refuses(
                                            Turn.LOGIN, Quirk.ANY, 1, "-ERR [sys/temp/disk] busy"))
                            .collectsAllLater(),
                    quirky("login-permanent", "C-012", "an operator is needed: [SYS/PERM]")
                            .does(
                                    new Refuses(
                                            Turn.LOGIN,
                                            Quirk.ANY,
                                            Quirk.ALWAYS,
                                            "-ERR [SYS/PERM] the maildrop is damaged"))
                            .mustRefuse(),
                    quirky("wrong-password", "C-012", "the password is wrong: [AUTH]")
                            .does(
                                    new Refuses(
                                            Turn.LOGIN,
                                            Quirk.ANY,
                                            Quirk.ALWAYS,
                                            "-ERR [AUTH] wrong name or password"))
                            .mustRefuse(),
                    quirky(
                                    "too-many-connections",
                                    "Q-038",
                                    "the first connections are refused in the greeting, without a"
                                            + " code")
                            .does(
                                    new Refuses(
                                            Turn.GREETING,
                                            Quirk.ANY,
                                            1,
                                            "-ERR too many connections"))
                            .collectsAllLater(),
                    quirky("expire-0", "C-011", "EXPIRE 0: nothing can be left here")
                            .does(new Announces(Phase.ALWAYS, "EXPIRE 0"))
                            .collectsAll(),
                    quirky(
                                    "expire-7-user",
                                    "C-011",
                                    "EXPIRE 7 USER, and messages are to be left on the server")
                            .does(
                                    new Announces(Phase.BEFORE_LOGIN, "EXPIRE 7 USER"),
                                    new Announces(Set.of(Phase.LOGGED_IN), "EXPIRE 7"))
                            .keeping()
                            .inRuns(2)
                            .collectsAll(),
                    quirky("utf8-offered", "C-019", "UTF8 is offered")
                            .does(new Announces(Phase.ALWAYS, "UTF8 USER"))
                            .by(Door.STLS)
                            .collectsAll(),
                    quirky(
                                    "other-product",
                                    "C-003",
                                    "calls itself something that clients treat in ways of its own")
                            .does(
                                    new Says(Turn.GREETING, "+OK Gpop ready for requests from you"),
                                    new Announces(
                                            Phase.ALWAYS, "IMPLEMENTATION Maillennium FTGate"))
                            .collectsAll());

    private OddLogins() {}
}
