package dev.buzon.testing.pop3;

import static dev.buzon.testing.pop3.QuirkyServer.quirky;

import dev.buzon.testing.pop3.Quirk.CutInAnswer;
import dev.buzon.testing.pop3.Quirk.Quitting;
import dev.buzon.testing.pop3.Quirk.Refuses;
import dev.buzon.testing.wire.End;
import java.util.List;

/** Servers whose DELE and QUIT are odd. */
final class OddEndings {
    static final List<QuirkyServer> ALL =
            List.of(
                    quirky(
                                    "quit-dropped",
                                    "C-008; fetchmail never deletes these",
                                    "the first QUIT ends the connection, and nothing is deleted")
                            .does(Quirk.onVisit(1, Quitting.DROPPED))
                            .inRuns(2)
                            .collectsAll(),
                    quirky(
                                    "quit-answer-lost",
                                    "C-008",
                                    "the first QUIT deletes, and its answer is lost")
                            .does(Quirk.onVisit(1, Quitting.ANSWER_LOST))
                            .inRuns(2)
                            .collectsAll(),
                    quirky("quit-cut", "C-008", "the answer to the first QUIT is cut after +O")
                            .does(Quirk.onVisit(1, new CutInAnswer(Turn.QUIT, 1, 2, End.RST)))
                            .inRuns(2)
                            .collectsAll(),
                    quirky("quit-refused", "C-008", "the first QUIT is answered by -ERR")
                            .does(Quirk.onVisit(1, Quitting.REFUSED))
                            .inRuns(2)
                            .collectsAll(),
                    quirky("quit-hangs", "C-008", "the first QUIT is never answered")
                            .does(Quirk.onVisit(1, new Quirk.Stall(Turn.QUIT)))
                            .inRuns(2)
                            .collectsAll(),
                    quirky(
                                    "deletes-ignored",
                                    "C-008; zammad issue 3038",
                                    "DELE and QUIT say +OK, and nothing is ever deleted")
                            .does(Quitting.IGNORES_DELETES)
                            .inRuns(3)
                            .leaving(1, 2, 3, 4, 5)
                            .collectsAll(),
                    quirky("dele-refused", "C-008; Angus Mail", "one message cannot be deleted")
                            .does(new Refuses(Turn.DELE, 2, Quirk.ALWAYS, "-ERR it is locked"))
                            .inRuns(2)
                            .leaving(2)
                            .collectsAll(),
                    quirky(
                                    "dele-refused-once",
                                    "C-008",
                                    "one message cannot be deleted at the first attempt")
                            .does(new Refuses(Turn.DELE, 2, 1, "-ERR [SYS/TEMP] it is locked"))
                            .inRuns(2)
                            .collectsAll(),
                    quirky("cut-in-dele", "C-022", "the connection is reset after the second DELE")
                            .does(Quirk.onVisit(1, new CutInAnswer(Turn.DELE, 2, 0, End.RST)))
                            .inRuns(2)
                            .collectsAll(),
                    quirky(
                                    "deletes-what-was-read",
                                    "Q-039; Angus Mail has rsetbeforequit",
                                    "what was read is deleted at QUIT, though it was to stay")
                            .does(Quitting.DELETES_WHAT_WAS_READ)
                            .leaving()
                            .inRuns(2)
                            .endsSafely());

    private OddEndings() {}
}
