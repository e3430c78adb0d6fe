package dev.buzon.testing.pop3;

import static dev.buzon.testing.pop3.QuirkyServer.quirky;

import dev.buzon.testing.pop3.Quirk.Endless;
import dev.buzon.testing.pop3.Quirk.Flood;
import dev.buzon.testing.pop3.Quirk.OnMessage;
import dev.buzon.testing.pop3.Quirk.Shows;
import dev.buzon.testing.pop3.Quirk.Stall;
import java.util.List;

/** Servers that want to exhaust the client, to hang it, or to be printed by it. */
final class HostileServers {
    private static final int HUNDRED_KB = 100_000;

    /** A terminal would turn red, and show another title. */
    private static final String ESCAPES = "\u001b[31mred\u001b]0;title\u0007\u009b5n";

    static final List<QuirkyServer> ALL =
            List.of(
                    endless(
                            "greeting-endless",
                            "the greeting has no end",
                            Turn.GREETING,
                            Flood.LINE),
                    endless("capa-endless", "CAPA has no end", Turn.CAPA, Flood.LINES),
                    endless(
                            "login-endless",
                            "the answer to PASS has no end",
                            Turn.LOGIN,
                            Flood.LINE),
                    endless(
                            "stat-endless",
                            "the answer to STAT has no end",
                            Turn.STAT,
                            Flood.STATUS),
                    endless("list-endless", "LIST has no end", Turn.LIST, Flood.LINES),
                    endless("uidl-endless", "UIDL has no end", Turn.UIDL, Flood.LINES),
                    endless(
                            "uidl-endless-line",
                            "a line of UIDL has no end",
                            Turn.UIDL,
                            Flood.LINE),
                    message("message-endless", "the third message has no end", Flood.LINES),
                    message("line-endless", "a line of the third message has no end", Flood.LINE),
                    message("header-endless", "the third message is all header", Flood.HEADER),
                    quirky("stat-huge", "hostile: fetchmail takes 15 GB", "STAT says 2,147,483,647")
                            .does(new Shows(Turn.STAT, Quirk.ANY, "2147483647 1"))
                            .endsSafely(),
                    quirky("stat-negative", "hostile: Angus Mail, commons-net", "STAT says -5 -1")
                            .does(new Shows(Turn.STAT, Quirk.ANY, "-5 -1"))
                            .endsSafely(),
                    quirky("size-negative", "hostile", "LIST says -5 octets")
                            .does(new Shows(Turn.LIST, 2, "{n} -5"))
                            .endsSafely(),
                    quirky("size-20-digits", "hostile", "LIST says 99999999999999999999 octets")
                            .does(new Shows(Turn.LIST, 2, "{n} 99999999999999999999"))
                            .endsSafely(),
                    quirky("list-repeats", "hostile", "LIST lists the same number twice")
                            .does(new Shows(Turn.LIST, 2, "1 100"))
                            .endsSafely(),
                    quirky("uidl-100-kb", "hostile: fetchmail crashes", "an identifier of 100 kB")
                            .does(new Shows(Turn.UIDL, 2, "{n} " + "u".repeat(HUNDRED_KB)))
                            .endsSafely(),
                    quirky("uidl-empty", "hostile", "an identifier of no characters")
                            .does(new Shows(Turn.UIDL, 2, "{n} "))
                            .endsSafely(),
                    quirky(
                                    "uidl-escapes",
                                    "hostile: fetchmail -v prints them",
                                    "identifiers with escape sequences of terminals")
                            .does(new Shows(Turn.UIDL, 2, "{n} " + ESCAPES))
                            .collectsAll(),
                    quirky(
                                    "uidl-path",
                                    "hostile: file names",
                                    "identifiers that climb out of a folder")
                            .does(
                                    new Shows(Turn.UIDL, 1, "{n} ../../../../tmp/out"),
                                    new Shows(Turn.UIDL, 2, "{n} /etc/passwd"),
                                    new Shows(Turn.UIDL, 3, "{n} a\u0000b"))
                            .collectsAll(),
                    quirky(
                                    "error-escapes",
                                    "hostile: terminal escapes",
                                    "the refusal of a login has escape sequences in it")
                            .does(
                                    new Quirk.Refuses(
                                            Turn.LOGIN,
                                            Quirk.ANY,
                                            Quirk.ALWAYS,
                                            "-ERR [AUTH] " + ESCAPES))
                            .mustRefuse(),
                    quirky("speaks-http", "hostile: cross-protocol", "the greeting is one of HTTP")
                            .does(
                                    new Quirk.Says(
                                            Turn.GREETING,
                                            "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n"))
                            .mustRefuse(),
                    endless(
                            "retr-endless-status",
                            "the status line of RETR has no end",
                            Turn.RETR,
                            Flood.STATUS),
                    hangs("greeting-hangs", "no greeting comes", Turn.GREETING),
                    hangs("login-hangs", "no verdict on the login comes", Turn.LOGIN),
                    hangs("stat-hangs", "no answer to STAT comes", Turn.STAT),
                    hangs("list-hangs", "half of LIST comes", Turn.LIST),
                    hangs("uidl-hangs", "half of UIDL comes", Turn.UIDL),
                    hangs("retr-hangs", "half of every message comes", Turn.RETR),
                    hangs("dele-hangs", "no answer to DELE comes", Turn.DELE));

    private HostileServers() {}

    private static QuirkyServer endless(String name, String sentence, Turn turn, Flood flood) {
        return quirky(name, "hostile", sentence)
                .does(new Endless(turn, flood, Endless.FOR_EVER))
                .endsSafely();
    }

    private static QuirkyServer message(String name, String sentence, Flood flood) {
        return quirky(name, "hostile", sentence)
                .does(new OnMessage(3, new Endless(Turn.RETR, flood, Endless.FOR_EVER)))
                .inRuns(3)
                .collectsAllBut(3);
    }

    private static QuirkyServer hangs(String name, String sentence, Turn turn) {
        return quirky(name, "hostile", sentence).does(new Stall(turn)).endsSafely();
    }
}
