package dev.buzon.e2e.script;

import java.util.List;

/** What the maildrop of ana holds when a script begins; those of luis and user are empty. */
public enum Fixture {
    /** Nothing. */
    MB0,
    /** One message of three lines. */
    MB1,
    /** Three messages with 179 octets in all. */
    MB3,
    /** The messages whose header is ASCII. */
    MB5,
    /** These and the one whose header is not. */
    MB6,
    /** One message with letters outside ASCII in its header. */
    MBU;

    /** The messages, oldest first. */
    public List<Mail> mails() {
        return switch (this) {
            case MB0 -> List.of();
            case MB1 -> List.of(Mail.F4);
            case MB3 -> List.of(Mail.F1, Mail.F4, Mail.F2);
            case MB5 -> List.of(Mail.F1, Mail.F2, Mail.F3, Mail.F4, Mail.F6);
            case MB6 -> List.of(Mail.F1, Mail.F2, Mail.F3, Mail.F4, Mail.F5, Mail.F6);
            case MBU -> List.of(Mail.F5);
        };
    }
}
