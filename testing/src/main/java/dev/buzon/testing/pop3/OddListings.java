package dev.buzon.testing.pop3;

import static dev.buzon.testing.pop3.QuirkyServer.quirky;

import dev.buzon.testing.pop3.Quirk.Gaps;
import dev.buzon.testing.pop3.Quirk.Missing;
import dev.buzon.testing.pop3.Quirk.Shows;
import dev.buzon.testing.pop3.Quirk.UidsRenamed;
import dev.buzon.testing.pop3.Quirk.Window;
import dev.buzon.testing.pop3.Quirk.Without;
import java.util.List;
import java.util.Set;

/** Servers whose STAT, LIST and UIDL are odd. */
final class OddListings {
    /** More than the 10 from which on a client may suspect that all identifiers changed. */
    private static final int TWELVE = 12;

    private static final int GMAIL_WINDOW = 250;

    private static final String LONG_UID = "x".repeat(300);

    static final List<QuirkyServer> ALL =
            List.of(
                    quirky(
                                    "uidl-odd-lines",
                                    "Q-022; Thunderbird for Android, mpop",
                                    "UIDL lines with several blanks, with +OK in front, with a"
                                            + " blank inside, not in ASCII; the third message is"
                                            + " not listed")
                            .does(
                                    new Shows(Turn.UIDL, 1, "{n}   abc"),
                                    new Shows(Turn.UIDL, 2, "+OK {n} x y"),
                                    new Shows(Turn.UIDL, 4, "{n} \u00c3\u00a9 "),
                                    new Gaps(Set.of(3)))
                            .collectsAllBut(3),
                    quirky(
                                    "uidl-long",
                                    "Q-022; mpop",
                                    "identifiers of 300 characters, where 70 are allowed")
                            .does(
                                    new Shows(Turn.UIDL, 1, "{n} 1" + LONG_UID),
                                    new Shows(Turn.UIDL, 2, "{n} 2" + LONG_UID))
                            .keeping()
                            .inRuns(2)
                            .collectsAll(),
                    quirky(
                                    "uidl-duplicate",
                                    "C-005; POP3 servers with double identifiers",
                                    "two messages have the same identifier")
                            .does(
                                    new Shows(Turn.UIDL, 1, "{n} x"),
                                    new Shows(Turn.UIDL, 2, "{n} x"))
                            .keeping()
                            .inRuns(3)
                            .collectsAll(),
                    quirky(
                                    "uidl-all-changed",
                                    "Q-034; Dovecot list 2006",
                                    "from the second session on all identifiers are others")
                            .does(Quirk.fromVisit(2, new UidsRenamed("moved-")))
                            .holding(Letters.many(TWELVE, 600))
                            .keeping()
                            .inRuns(3)
                            .collectsAll(),
                    quirky(
                                    "uidl-missing-once",
                                    "Q-033; Gmail's windows",
                                    "two messages are not there in the second session, and return")
                            .does(Quirk.onVisit(2, new Missing(Set.of(2, 3))))
                            .keeping()
                            .inRuns(3)
                            .collectsAll(),
                    quirky(
                                    "no-uidl",
                                    "Q-027, C-001; getmail, AOL",
                                    "no UIDL at all; messages are deleted after download")
                            .does(new Without(Turn.UIDL))
                            .inRuns(2)
                            .collectsAll(),
                    quirky(
                                    "no-uidl-kept",
                                    "Q-027",
                                    "no UIDL at all, and messages are to stay on the server")
                            .does(new Without(Turn.UIDL))
                            .keeping()
                            .inRuns(2)
                            .collectsAll(),
                    quirky("no-top", "C-020", "no TOP")
                            .does(new Without(Turn.TOP))
                            .inRuns(2)
                            .collectsAll(),
                    quirky(
                                    "size-too-small",
                                    "Q-028; Exchange, qmail (fetchmail FAQ)",
                                    "LIST says 10 octets of a message that has 10,000")
                            .does(new Shows(Turn.LIST, 1, "{n} 10"))
                            .holding(Letters.many(3, 10_000))
                            .collectsAll(),
                    quirky(
                                    "size-too-big",
                                    "Q-028; Exchange, qmail (fetchmail FAQ)",
                                    "LIST says 10,000 octets of a message that has 200")
                            .does(new Shows(Turn.LIST, 2, "{n} 10000"))
                            .collectsAll(),
                    quirky(
                                    "size-2147483647",
                                    "Q-028; hostile",
                                    "LIST says 2,147,483,647 octets of a message that has 200")
                            .does(new Shows(Turn.LIST, 2, "{n} 2147483647"))
                            .collectsAll(),
                    quirky(
                                    "stat-and-list-in-many-words",
                                    "Q-040",
                                    "status in small letters and followed by a comma; more words"
                                            + " behind the figures")
                            .does(
                                    new Quirk.Says(Turn.STAT, "+ok, 5 2179 octets"),
                                    new Shows(Turn.LIST, 1, "{n} 1200 octets and a bit"))
                            .collectsAll(),
                    quirky(
                                    "stat-contradicts-listing",
                                    "hostile: fetchmail",
                                    "STAT says 1 message and UIDL lists 5: fetchmail writes"
                                            + " outside its memory")
                            .does(new Shows(Turn.STAT, Quirk.ANY, "1 33"))
                            .endsSafely(),
                    quirky(
                                    "gmail-windows",
                                    "Q-032; Gmail",
                                    "shows 250 messages in a session and hides what was read at"
                                            + " QUIT; EXPIRE 0 and LOGIN-DELAY 300 in CAPA")
                            .does(
                                    new Window(GMAIL_WINDOW),
                                    new Quirk.Announces(Phase.ALWAYS, "EXPIRE 0"),
                                    new Quirk.Announces(Phase.ALWAYS, "LOGIN-DELAY 300"))
                            .holding(Letters.many(2 * GMAIL_WINDOW + 60, 400))
                            .keeping()
                            .inRuns(4)
                            .collectsAll());

    private OddListings() {}
}
