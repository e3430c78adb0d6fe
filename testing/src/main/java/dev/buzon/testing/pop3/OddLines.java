package dev.buzon.testing.pop3;

import static dev.buzon.testing.pop3.QuirkyServer.quirky;

import dev.buzon.testing.pop3.Quirk.CutInAnswer;
import dev.buzon.testing.pop3.Quirk.NarrowPipe;
import dev.buzon.testing.pop3.Quirk.Pipelining;
import dev.buzon.testing.wire.End;
import java.time.Duration;
import java.util.List;

/** Servers that break the line or cannot keep up with a client that pipelines. */
final class OddLines {
    private static final int TWENTY_KB = 20_000;

    static final List<QuirkyServer> ALL =
            List.of(
                    quirky(
                                    "cut-in-retr",
                                    "C-022; getmail and mpop double or hang, commons-net cuts",
                                    "the connection ends inside the third message")
                            .does(Quirk.onVisit(1, new CutInAnswer(Turn.RETR, 3, 200, End.FIN)))
                            .inRuns(2)
                            .collectsAll(),
                    quirky("reset-in-retr", "C-022", "the connection is reset inside a message")
                            .does(Quirk.onVisit(1, new CutInAnswer(Turn.RETR, 3, 200, End.RST)))
                            .inRuns(2)
                            .collectsAll(),
                    quirky("cut-in-list", "C-022", "the connection ends inside LIST")
                            .does(Quirk.onVisit(1, new CutInAnswer(Turn.LIST, 1, 12, End.FIN)))
                            .inRuns(2)
                            .collectsAll(),
                    quirky("cut-in-uidl", "C-022", "the connection ends inside UIDL")
                            .does(Quirk.onVisit(1, new CutInAnswer(Turn.UIDL, 1, 30, End.FIN)))
                            .inRuns(2)
                            .collectsAll(),
                    quirky("cut-at-login", "C-022", "the connection ends at the first login")
                            .does(Quirk.onConnection(1, new Quirk.CutAtCommand(2, End.FIN)))
                            .inRuns(2)
                            .collectsAll(),
                    quirky(
                                    "breaks-every-20",
                                    "C-022",
                                    "every connection ends inside the 21st message")
                            .does(new CutInAnswer(Turn.RETR, 21, 100, End.FIN))
                            .holding(Letters.many(100, 1000))
                            .inRuns(6)
                            .collectsAll(),
                    quirky(
                                    "narrow-pipe",
                                    "C-009",
                                    "reads nothing until what it has to say has left through small"
                                            + " buffers")
                            .does(new NarrowPipe(2048))
                            .holding(Letters.many(60, TWENTY_KB))
                            .collectsAll(),
                    quirky(
                                    "pipelining-drops",
                                    "C-009",
                                    "lists PIPELINING, and loses what comes behind the first"
                                            + " command of a packet")
                            .does(Pipelining.DROPS_BATCH)
                            .inRuns(3)
                            .collectsAll(),
                    quirky(
                                    "pipelining-drops-pass",
                                    "C-009",
                                    "the same, and without SASL: PASS is lost when it comes with"
                                            + " USER")
                            .does(Pipelining.DROPS_BATCH)
                            .taking()
                            .inRuns(3)
                            .collectsAll(),
                    quirky(
                                    "pipelining-closes",
                                    "C-009; MailKit issue 174: poczta.o2.pl",
                                    "lists PIPELINING, and ends the connection when a client does")
                            .does(Pipelining.CLOSES)
                            .inRuns(3)
                            .collectsAll(),
                    quirky(
                                    "pipelining-out-of-order",
                                    "C-009",
                                    "lists PIPELINING, and answers in the wrong order")
                            .does(Pipelining.OUT_OF_ORDER)
                            .endsSafely(),
                    quirky(
                                    "closes-when-idle",
                                    "Q-035; Outlook.com",
                                    "ends the connection after 3 s of silence")
                            .does(new Quirk.ClosesWhenIdle(Duration.ofSeconds(3)))
                            .collectsAll());

    private OddLines() {}
}
