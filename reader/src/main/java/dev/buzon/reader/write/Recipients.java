package dev.buzon.reader.write;

import dev.buzon.reader.mime.Header;
import dev.buzon.reader.mime.Person;
import dev.buzon.reader.write.Own.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who gets an answer to a message (RFC 5322 §3.6.2), and as whom it is sent. */
final class Recipients {
    private static final Pattern MAILTO = Pattern.compile("<\\s*(mailto:[^>]{1,2000})>");

    private final Own own;
    private final Header header;

    Recipients(Own own, Header header) {
        this.own = own;
        this.header = header;
    }

    /**
     * The author, or whom they named in Reply-To. Where a list wrote its own address there, the
     * author is meant; the list is answered with an answer to all. Who answers a message of their
     * own goes on writing to its recipients.
     */
    List<Person> reply() {
        if (isOwn()) {
            List<Person> people = others(header.to());
            return people.isEmpty() ? everybody(header.to(), header.from()) : people;
        }
        List<Person> wanted = fit(header.replyTo());
        boolean list = !wanted.isEmpty() && wanted.stream().allMatch(one -> isList(one.address()));
        return DraftCheck.once(wanted.isEmpty() || list ? fit(header.from()) : wanted);
    }

    /** Those in front: the author and everybody in To; or those the author wants. */
    List<Person> all() {
        List<Person> followUp = followUp();
        if (!followUp.isEmpty()) {
            return followUp;
        }
        List<Person> people =
                isOwn()
                        ? others(header.to())
                        : others(concat(concat(reply(), lists()), header.to()));
        return people.isEmpty() ? reply() : people;
    }

    /** Those behind: everybody in Cc who is not in front already. */
    List<Person> allCc() {
        if (!followUp().isEmpty()) {
            return List.of();
        }
        List<Person> front = all();
        return others(header.cc()).stream()
                .filter(one -> front.stream().noneMatch(other -> same(one, other)))
                .toList();
    }

    /** Whom an answer to all is to go to, as mailing lists' people say it (Mail-Followup-To). */
    private List<Person> followUp() {
        List<Person> wanted = fit(header.people("Mail-Followup-To"));
        return wanted.isEmpty() ? wanted : others(wanted);
    }

    /** Lists in Reply-To, which an answer to the author leaves out. */
    private List<Person> lists() {
        return fit(header.replyTo()).stream().filter(one -> isList(one.address())).toList();
    }

    /** Whether the message is the person's own. */
    private boolean isOwn() {
        List<Person> from = fit(header.from());
        return !from.isEmpty() && from.stream().allMatch(one -> own.has(one.address()));
    }

    /** Whether this is where the message's list takes mail (RFC 2369 §3.4). */
    private boolean isList(String address) {
        for (String post : header.values("List-Post")) {
            Matcher matcher = MAILTO.matcher(post);
            if (matcher.find()) {
                Optional<Person> list =
                        MailtoLink.parse(matcher.group(1)).to().stream().findFirst();
                if (list.isPresent() && Own.key(list.get().address()).equals(Own.key(address))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** As whom: the identity the message was sent to or by, else the account's own. */
    Identity identity() {
        List<Person> named = new ArrayList<>();
        if (isOwn()) {
            named.addAll(header.from());
        }
        named.addAll(header.to());
        named.addAll(header.cc());
        for (String field : List.of("Delivered-To", "X-Original-To", "Envelope-To")) {
            named.addAll(header.people(field));
        }
        for (Person one : named) {
            for (Identity identity : own.identities()) {
                if (same(identity.person(), one)) {
                    return identity;
                }
            }
        }
        return own.first();
    }

    private List<Person> others(List<Person> people) {
        return DraftCheck.once(fit(people)).stream()
                .filter(one -> !own.has(one.address()))
                .toList();
    }

    private static List<Person> everybody(List<Person> some, List<Person> more) {
        List<Person> people = fit(some);
        return DraftCheck.once(people.isEmpty() ? fit(more) : people);
    }

    private static List<Person> concat(List<Person> some, List<Person> more) {
        List<Person> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** Those that can be written to, no more than a draft can have. */
    private static List<Person> fit(List<Person> people) {
        return people.stream()
                .filter(one -> DraftCheck.mailbox(one.address()).isPresent())
                .map(one ->
                        new Person(
                                Subjects.cut(Subjects.oneLine(one.name()), DraftCheck.NAME_MAX),
                                one.address().strip()))
                .limit(DraftCheck.RECIPIENTS_MAX / 2)
                .toList();
    }

    private static boolean same(Person one, Person other) {
        return Own.key(one.address()).equals(Own.key(other.address()));
    }
}
