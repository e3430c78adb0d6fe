package dev.buzon.e2e.core;

import dev.buzon.e2e.play.Target;
import dev.buzon.e2e.play.TargetSource;
import dev.buzon.e2e.play.Wire;
import dev.buzon.e2e.script.Door;
import dev.buzon.e2e.script.Fault;
import dev.buzon.e2e.script.Mail;
import dev.buzon.e2e.script.Option;
import dev.buzon.e2e.script.Profile;
import dev.buzon.e2e.script.ReaderName;
import dev.buzon.e2e.script.Script;
import dev.buzon.e2e.script.Step;
import dev.buzon.protocol.pop3.Language;
import dev.buzon.protocol.pop3.Offer;
import dev.buzon.protocol.sasl.SaslOffer;
import dev.buzon.protocol.smtp.SmtpLimits;
import dev.buzon.protocol.smtp.SmtpProfile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The readers "core" and "core-split": they differ in how they are fed, not in what they are. */
public record CoreSource(ReaderName name) implements TargetSource {
    private static final String HOST = "pop.example.test";
    private static final int WEEK_DAYS = 7;
    private static final int SMALL_MESSAGE_OCTETS = 1 << 16;

    @Override
    public Optional<String> cannot(Script script) {
        if (script.has(Step.Advance.class)) {
            return Optional.of("it has no clock");
        }
        if (script.options().contains(Option.APOP)) {
            return Optional.of("whether APOP is right is for the server to say");
        }
        return Optional.empty();
    }

    @Override
    public Target open(Script script) {
        var office = new CoreOffice(script.options());
        script.fixture().mails().forEach(mail -> office.deliver("ana", mail.served()));
        return new Office(office, script.profile());
    }

    /** What is in force for this person. */
    static Offer.UserTerms terms(CoreOffice office, String name) {
        if (office.has(Option.EXPIRE_0)) {
            return new Offer.UserTerms(new Offer.Expire(0, false), Offer.LoginDelay.NONE);
        }
        return office.has(Option.EXPIRE_7) && name.equals("ana")
                ? new Offer.UserTerms(new Offer.Expire(WEEK_DAYS, false), Offer.LoginDelay.NONE)
                : Offer.UserTerms.NONE;
    }

    private static Offer offer(CoreOffice office, boolean strict) {
        var expire = Offer.Expire.NEVER;
        if (office.has(Option.EXPIRE_0)) {
            expire = new Offer.Expire(0, false);
        } else if (office.has(Option.EXPIRE_7)) {
            expire = new Offer.Expire(WEEK_DAYS, true);
        }
        return new Offer(
                !office.has(Option.NO_CERTIFICATE),
                SaslOffer.withoutTls(!strict),
                false,
                Optional.empty(),
                Language.EN,
                expire,
                Offer.LoginDelay.NONE,
                "1",
                Offer.Limits.USUAL);
    }

    private static SmtpProfile smtp(CoreOffice office, Door door, boolean strict) {
        var limits = SmtpLimits.USUAL.withRecipients(100);
        if (office.has(Option.SMALL_MESSAGES)) {
            limits = limits.withMessageOctets(SMALL_MESSAGE_OCTETS);
        }
        var common = new SmtpProfile.Common(HOST, true, false, limits);
        return switch (door) {
            case SMTP -> new SmtpProfile.Reception(common);
            case LMTP -> new SmtpProfile.Lmtp(common);
            case SUBMISSION, SUBMISSIONS ->
                    new SmtpProfile.Submission(common, List.of("SCRAM-SHA-256", "PLAIN"), !strict);
            case POP3, POP3S -> throw new IllegalArgumentException("not a door of SMTP");
        };
    }

    private record Office(CoreOffice office, Profile profile) implements Target {
        @Override
        public Wire connect(Door door) {
            var strict = profile == Profile.POP3_STRICT || profile == Profile.SUBMISSION_STRICT;
            return switch (door.speech()) {
                case POP3 -> new CorePop3(office, offer(office, strict), door.tlsFirst());
                case SMTP -> new CoreSmtp(office, smtp(office, door, strict), door.tlsFirst());
            };
        }

        @Override
        public void deliver(Mail mail, String user) {
            office.deliver(user, mail.served());
        }

        @Override
        public void advance(Duration time) {
            throw new UnsupportedOperationException("clock");
        }

        @Override
        public void inject(Fault fault) {
            office.inject(fault);
        }

        @Override
        public void close() {}
    }
}
