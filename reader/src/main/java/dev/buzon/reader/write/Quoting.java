package dev.buzon.reader.write;

import dev.buzon.reader.mime.Body;
import dev.buzon.reader.mime.Flowed;
import dev.buzon.reader.mime.Header;
import dev.buzon.reader.mime.HtmlText;
import dev.buzon.reader.mime.Mail;
import dev.buzon.reader.mime.Person;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A message's text within another message. */
final class Quoting {
    /** Characters of a quotation; what is beyond is left out. */
    static final int QUOTE_MAX = 500_000;

    /** Names in a line of people of a forwarded message. */
    private static final int PEOPLE_MAX = 50;

    private final Phrases phrases;
    private final ZoneId zone;

    Quoting(Phrases phrases, ZoneId zone) {
        this.phrases = phrases;
        this.zone = zone;
    }

    /** The line that says who wrote, and the text with a mark before each line. */
    String answered(Mail mail) throws IOException {
        List<String> lines = new ArrayList<>();
        for (FlowedText.Line line : withoutSignature(lines(mail))) {
            lines.add(FlowedText.typed(line.depth() + 1, line.text()));
        }
        return attribution(mail.header()) + "\n" + String.join("\n", lines);
    }

    private String attribution(Header header) {
        String who =
                header.from().stream().findFirst().map(Quoting::named).orElse(phrases.message());
        Optional<Instant> date = header.date();
        return date.map(at ->
                        phrases.wrote()
                                .formatted(phrases.day(at, zone), phrases.time(at, zone), who))
                .orElseGet(() -> phrases.wroteUndated().formatted(who));
    }

    /** The text as it is, below what its header says. */
    String forwarded(Mail mail) throws IOException {
        Header header = mail.header();
        List<String> lines = new ArrayList<>(List.of(phrases.forwarded()));
        people(lines, phrases.from(), header.from());
        header.date()
                .ifPresent(at ->
                        lines.add(
                                phrases.date()
                                        + ": "
                                        + phrases.day(at, zone)
                                        + " "
                                        + phrases.time(at, zone)));
        people(lines, phrases.to(), header.to());
        people(lines, phrases.cc(), header.cc());
        lines.add(phrases.subject() + ": " + Subjects.oneLine(header.subject()));
        lines.add("");
        for (FlowedText.Line line : lines(mail)) {
            lines.add(FlowedText.typed(line.depth(), line.text()));
        }
        return String.join("\n", lines);
    }

    private static void people(List<String> lines, String label, List<Person> people) {
        if (!people.isEmpty()) {
            lines.add(
                    label
                            + ": "
                            + people.stream()
                                    .limit(PEOPLE_MAX)
                                    .map(Quoting::named)
                                    .collect(Collectors.joining(", "))
                            + (people.size() > PEOPLE_MAX ? ", …" : ""));
        }
    }

    private static String named(Person one) {
        String name = Subjects.oneLine(one.name());
        String address = Subjects.oneLine(one.address());
        return name.isEmpty() ? address : name + " <" + address + ">";
    }

    /** The text that is shown, of HTML without its markup. */
    private static List<FlowedText.Line> lines(Mail mail) throws IOException {
        List<FlowedText.Line> lines = new ArrayList<>();
        int room = QUOTE_MAX;
        for (Body.Shown shown : mail.body(Body.Preferred.PLAIN).shown()) {
            for (FlowedText.Line line : lines(shown, room)) {
                room -= line.text().length() + 1;
                if (room < 0) {
                    return lines;
                }
                lines.add(line);
            }
        }
        while (!lines.isEmpty() && lines.getLast().text().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    private static List<FlowedText.Line> lines(Body.Shown shown, int room) throws IOException {
        return switch (shown) {
            case Body.Plain plain ->
                    Flowed.lines(plain.part().text(), plain.flowed(), plain.delSp()).stream()
                            .map(line -> new FlowedText.Line(line.depth(), tidy(line.text())))
                            .toList();
            case Body.Html html ->
                    HtmlText.of(html.part().text(), Math.max(0, room))
                            .lines()
                            .map(line -> FlowedText.line(FlowedText.clean(line)))
                            .toList();
            case Body.Image _ -> List.of();
        };
    }

    private static String tidy(String text) {
        String clean = FlowedText.clean(text).replace("\n", " ");
        return clean.equals(FlowedText.SIGNATURE_MARK) ? clean : clean.stripTrailing();
    }

    /** An answer does not repeat who the other one is. */
    private static List<FlowedText.Line> withoutSignature(List<FlowedText.Line> lines) {
        int mark = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).depth() == 0
                    && lines.get(i).text().equals(FlowedText.SIGNATURE_MARK)) {
                mark = i;
            }
        }
        List<FlowedText.Line> rest = new ArrayList<>(mark < 0 ? lines : lines.subList(0, mark));
        while (!rest.isEmpty() && rest.getLast().text().isEmpty()) {
            rest.removeLast();
        }
        return rest;
    }
}
