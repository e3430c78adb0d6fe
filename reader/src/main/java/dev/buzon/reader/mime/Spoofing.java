package dev.buzon.reader.mime;

import dev.buzon.message.AddressList;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks in a header for what makes one person look like another. */
final class Spoofing {
    private final Header header;
    private final List<Warning> warnings = new ArrayList<>();

    private Spoofing(Header header) {
        this.header = header;
    }

    /** What there is to warn of. */
    static List<Warning> of(Header header) {
        Spoofing spoofing = new Spoofing(header);
        spoofing.field();
        spoofing.header.from().stream().limit(10).forEach(spoofing::person);
        return spoofing.warnings;
    }

    private void field() {
        List<String> values = header.values("From");
        if (values.size() > 1) {
            warn(Warning.Code.SEVERAL_FROM, String.join(" | ", values));
        }
        for (String value : values.subList(0, Math.min(3, values.size()))) {
            boolean readable =
                    AddressList.parse(value).stream()
                            .allMatch(part ->
                                    part instanceof AddressList.Mailbox mailbox
                                            && mailbox.wellFormed());
            if (!readable) {
                warn(Warning.Code.FROM_UNREADABLE, EncodedText.decoded(value));
            }
            if (Cleaned.hasHidden(EncodedText.decoded(value))) {
                warn(Warning.Code.HIDDEN_CHARACTERS, EncodedText.decoded(value));
            }
        }
        if (header.from().stream().allMatch(person -> person.address().isEmpty())) {
            warn(Warning.Code.FROM_MISSING, "");
        }
    }

    private void person(Person person) {
        addressIn(person.name())
                .filter(shown -> !shown.equalsIgnoreCase(person.address()))
                .ifPresent(shown -> warn(Warning.Code.NAME_IS_ADDRESS, shown));
        Domains.lookalike(person.domain())
                .ifPresent(ascii -> warn(Warning.Code.LOOKALIKE_DOMAIN, ascii));
    }

    /** An address in a name, also one with an at sign that only looks like one. */
    static Optional<String> addressIn(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        for (int at = plain.indexOf('@'); at >= 0; at = plain.indexOf('@', at + 1)) {
            int from = at;
            while (from > 0 && isAddressCharacter(plain.charAt(from - 1))) {
                from--;
            }
            int to = at + 1;
            while (to < plain.length() && isAddressCharacter(plain.charAt(to))) {
                to++;
            }
            if (from < at && plain.substring(at, to).indexOf('.') > 1) {
                return Optional.of(plain.substring(from, to));
            }
        }
        return Optional.empty();
    }

    private static boolean isAddressCharacter(char c) {
        return Character.isLetterOrDigit(c) || "._+-=%".indexOf(c) >= 0;
    }

    private void warn(Warning.Code code, String detail) {
        warnings.add(new Warning(code, detail));
    }
}
