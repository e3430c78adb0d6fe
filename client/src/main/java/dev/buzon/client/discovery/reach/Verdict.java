package dev.buzon.client.discovery.reach;

import java.util.Locale;

/** What became of one question. Its {@link #key} is for machines and for looking up sentences. */
public enum Verdict {
    /** It named servers, and they were taken into account. */
    ANSWERED(Kind.ANSWER),
    /** It pointed on to another place, which was asked next. */
    LED_ON(Kind.ANSWER),
    /** There is nothing there: no such name, no such record, no such file. */
    NOTHING(Kind.NOTHING),
    /** The domain says that it does not offer this service. */
    NOT_OFFERED(Kind.NOTHING),
    /** There is a good answer, but no POP3 server in it. */
    NO_POP3(Kind.NOTHING),
    /** It was not asked: it is switched off. */
    SWITCHED_OFF(Kind.SKIPPED),
    /** It was not asked: the person has to agree first. */
    NEEDS_CONSENT(Kind.SKIPPED),
    /** It was not asked, or not waited for: there was a better answer. */
    NOT_NEEDED(Kind.SKIPPED),
    /** It did not answer in time. */
    TIMED_OUT(Kind.FAILED),
    /** Nobody could be reached there. */
    UNREACHABLE(Kind.FAILED),
    /** The DNS could not say. */
    DNS_FAILED(Kind.FAILED),
    /** The web server answered with an error of its own. */
    SERVER_ERROR(Kind.FAILED),
    /** Its certificate is not to be believed. */
    CERTIFICATE_REFUSED(Kind.REFUSED),
    /** There was no TLS where there has to be. */
    NO_TLS(Kind.REFUSED),
    /** The address it has is in a private or otherwise closed network. */
    ADDRESS_REFUSED(Kind.REFUSED),
    /** It sent us to a place where we do not go. */
    REDIRECT_REFUSED(Kind.REFUSED),
    /** It sent us to somebody else's domain; the person has to agree first. */
    REDIRECT_NEEDS_CONSENT(Kind.REFUSED),
    /** It wanted a password, which it did not get. */
    PASSWORD_WANTED(Kind.REFUSED),
    /** The document is of another type than it should be. */
    WRONG_TYPE(Kind.REFUSED),
    /** The document is larger than we read. */
    TOO_LARGE(Kind.REFUSED),
    /** The answer is not in the form it should be in. */
    NOT_UNDERSTOOD(Kind.REFUSED),
    /** The document has another digest than the DNS says. */
    DIGEST_WRONG(Kind.REFUSED),
    /** The document has no digest in the DNS. */
    DIGEST_MISSING(Kind.REFUSED);

    /** The four ways a question can end, for a display that has no room for more. */
    public enum Kind {
        /** There is an answer. */
        ANSWER,
        /** There is none, and that is an answer too. */
        NOTHING,
        /** Nobody was asked. */
        SKIPPED,
        /** It did not work. */
        FAILED,
        /** There was something, and it was refused. */
        REFUSED
    }

    private final Kind kind;

    Verdict(Kind kind) {
        this.kind = kind;
    }

    /** In which of the ways the question ended. */
    public Kind kind() {
        return kind;
    }

    /** The key of its sentence, such as {@code discovery.digest-wrong}. */
    public String key() {
        return "discovery." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
