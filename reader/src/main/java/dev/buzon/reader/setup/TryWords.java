package dev.buzon.reader.setup;

import dev.buzon.client.pop3.Pop3Exception;
import dev.buzon.client.smtp.SubmissionException;

/** Which sentence says why a login did not work. */
final class TryWords {
    private static final String LATER = "later";
    private static final String AWAY = "unreachable";
    private static final String ODD = "odd";

    private TryWords() {}

    /** The name of the sentence, behind {@code check.}. */
    static String code(Pop3Exception failure) {
        return switch (failure) {
            case Pop3Exception.LoginRefused _ -> "refused";
            case Pop3Exception.CertificateRefused _ -> "certificate";
            case Pop3Exception.TlsUnavailable _ -> "tls";
            case Pop3Exception.NoWayIn _ -> "way";
            case Pop3Exception.Unreachable _, Pop3Exception.TimedOut _ -> AWAY;
            case Pop3Exception.InUse _,
                    Pop3Exception.LoginDelay _,
                    Pop3Exception.TemporaryFailure _ ->
                    LATER;
            case Pop3Exception.PermanentFailure _,
                    Pop3Exception.ServerNotProved _,
                    Pop3Exception.Refused _,
                    Pop3Exception.ConnectionLost _,
                    Pop3Exception.TruncatedMessage _,
                    Pop3Exception.CommitUnknown _,
                    Pop3Exception.CommitRefused _,
                    Pop3Exception.Violation _,
                    Pop3Exception.Cancelled _ ->
                    ODD;
        };
    }

    /** The name of the sentence, behind {@code check.}. */
    static String code(SubmissionException failure) {
        return switch (failure) {
            case SubmissionException.LoginRefused _ -> "refused";
            case SubmissionException.CertificateRefused _ -> "certificate";
            case SubmissionException.TlsUnavailable _ -> "tls";
            case SubmissionException.NoWayIn _ -> "way";
            case SubmissionException.Unreachable _, SubmissionException.TimedOut _ -> AWAY;
            case SubmissionException.TemporaryFailure _ -> LATER;
            case SubmissionException.ConnectionLost _,
                    SubmissionException.Cancelled _,
                    SubmissionException.Refused _,
                    SubmissionException.ServerNotProved _,
                    SubmissionException.Violation _,
                    SubmissionException.Unsendable _,
                    SubmissionException.Unreadable _ ->
                    ODD;
        };
    }
}
