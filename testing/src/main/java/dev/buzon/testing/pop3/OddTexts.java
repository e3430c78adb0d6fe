package dev.buzon.testing.pop3;

import static dev.buzon.testing.pop3.QuirkyServer.quirky;

import dev.buzon.testing.pop3.Quirk.Framing;
import dev.buzon.testing.pop3.Quirk.LyingTop;
import dev.buzon.testing.pop3.Quirk.OnMessage;
import dev.buzon.testing.pop3.Quirk.Refuses;
import dev.buzon.testing.pop3.Quirk.RefusesAfter;
import java.util.List;

/** Servers whose RETR and TOP are odd. */
final class OddTexts {
    static final List<QuirkyServer> ALL =
            List.of(
                    quirky(
                                    "well-behaved",
                                    "C-004",
                                    "nothing is wrong: dots are doubled, and a line is a dot")
                            .collectsAll(),
                    quirky(
                                    "retr-says-anything",
                                    "C-004",
                                    "the status line of RETR has figures and a bracket in it")
                            .does(new Quirk.Says(Turn.RETR, "+OK 77 octets [not a code] -ERR"))
                            .collectsAll(),
                    quirky(
                                    "lf-only",
                                    "Q-029; Thunderbird bugs 1911477, 1883760",
                                    "every line of every answer ends in a lone LF")
                            .does(Framing.LF_ONLY)
                            .collectsAll(),
                    quirky(
                                    "lf-terminator",
                                    "Q-029; Exchange 2000 (fetchmail FAQ)",
                                    "the dot at the end is followed by a lone LF")
                            .does(Framing.LF_TERMINATOR)
                            .collectsAll(),
                    quirky(
                                    "terminator-without-line-end",
                                    "Q-029; MailKit's source",
                                    "the dot comes right behind the last octet of the second"
                                            + " message")
                            .does(new OnMessage(2, Framing.TERMINATOR_WITHOUT_LINE_END))
                            .holding(Letters.withoutLastLineEnd())
                            .inRuns(3)
                            .collectsAllBut(2),
                    quirky(
                                    "no-terminator",
                                    "Q-029",
                                    "the dot does not come behind the second message")
                            .does(new OnMessage(2, Framing.NO_TERMINATOR))
                            .inRuns(3)
                            .collectsAllBut(2),
                    quirky(
                                    "no-terminator-kept",
                                    "Q-029",
                                    "the dot does not come behind the second message, and messages"
                                            + " are to stay on the server")
                            .does(new OnMessage(2, Framing.NO_TERMINATOR))
                            .keeping()
                            .inRuns(3)
                            .collectsAllBut(2),
                    quirky(
                                    "dots-not-stuffed",
                                    "Q-030; Mailpit issue 299, GreenMail issues 475, 1049",
                                    "the second message has a dot alone on a line, and it is not"
                                            + " doubled")
                            .does(new OnMessage(2, Framing.DOTS_NOT_STUFFED))
                            .holding(Letters.withLoneDot())
                            .inRuns(3)
                            .collectsAllBut(2),
                    top("top-too-short", "TOP gives fewer lines", LyingTop.TOO_FEW_LINES),
                    top("top-whole", "TOP gives the whole message", LyingTop.WHOLE_MESSAGE),
                    top("top-two-ok", "TOP says +OK twice (FTGate)", LyingTop.TWO_STATUS_LINES),
                    top("top-cut", "TOP ends after 64 kB (Maillennium)", LyingTop.CUT_AT_64_KB),
                    top(
                            "top-other-header",
                            "TOP gives another header than RETR (Exchange, Notes)",
                            LyingTop.OTHER_HEADER),
                    quirky(
                                    "retr-refused",
                                    "Q-038; zammad issues 2754, 1877, Spring Integration 2756",
                                    "one message cannot be read: it must not block the others")
                            .does(new Refuses(Turn.RETR, 2, Quirk.ALWAYS, "-ERR cannot read it"))
                            .inRuns(3)
                            .collectsAllBut(2),
                    quirky(
                                    "retr-temporary",
                                    "C-012",
                                    "one message cannot be read at the first attempt")
                            .does(new Refuses(Turn.RETR, 2, 1, "-ERR [SYS/TEMP] disk is busy"))
                            .inRuns(2)
                            .collectsAll(),
                    quirky(
                                    "download-exceed",
                                    "Q-038; 163.com",
                                    "no more than three messages in a session, without a code")
                            .does(new RefusesAfter(Turn.RETR, 3, "-ERR Download exceed"))
                            .holding(Letters.many(8, 500))
                            .inRuns(5)
                            .collectsAll(),
                    quirky(
                                    "retr-stalls-once",
                                    "C-022; Thunderbird bug 2020627",
                                    "half of the third message, then silence; on the next"
                                            + " connection all is well")
                            .does(
                                    Quirk.onConnection(
                                            1, new OnMessage(3, new Quirk.Stall(Turn.RETR))))
                            .inRuns(3)
                            .collectsAll());

    private OddTexts() {}

    /** With all identifiers changed in the second session, so that the client needs TOP. */
    private static QuirkyServer top(String name, String sentence, LyingTop lie) {
        return quirky(name, "Q-031; fetchmail FAQ, Angus Mail", sentence)
                .does(lie, Quirk.fromVisit(2, new Quirk.UidsRenamed("moved-")))
                .holding(Letters.many(12, 700))
                .inRuns(2)
                .collectsAll();
    }
}
