package dev.buzon.reader.show;

import dev.buzon.reader.mime.Domains;
import dev.buzon.reader.mime.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.owasp.html.HtmlStreamEventReceiver;

/**
 * Adds to what the policy let through: the real target behind links that show another one, and a
 * fold around quotations. Works on events, not on text, so that nothing can become markup by it.
 */
final class After implements HtmlStreamEventReceiver {
    /** Characters of a link's text that are compared with its target. */
    private static final int LINK_TEXT_MAX = 500;

    private sealed interface Event {
        record Open(String element, List<String> attributes) implements Event {}

        record Close(String element) implements Event {}

        record Text(String text) implements Event {}
    }

    private final HtmlStreamEventReceiver next;
    private final Findings findings;
    private final Words words;

    /** Events since the last outermost quotation began, when it is not known yet if it is open. */
    private final List<Event> held = new ArrayList<>();

    private boolean holding;
    private int quotes;
    private boolean textBefore;
    private Optional<Url> target = Optional.empty();
    private final StringBuilder linkText = new StringBuilder();

    After(HtmlStreamEventReceiver next, Findings findings, Words words) {
        this.next = next;
        this.findings = findings;
        this.words = words;
    }

    @Override
    public void openDocument() {
        next.openDocument();
    }

    @Override
    public void closeDocument() {
        endLink();
        release(!textBefore);
        next.closeDocument();
    }

    @Override
    public void openTag(String element, List<String> attributes) {
        if (element.equals("blockquote") && quotes++ == 0) {
            release(true);
            holding = true;
        }
        pass(new Event.Open(element, List.copyOf(attributes)));
        if (element.equals("a")) {
            endLink();
            int at = attributes.indexOf("href");
            target = at < 0 || at % 2 != 0 ? Optional.empty() : Url.of(attributes.get(at + 1));
        }
    }

    @Override
    public void closeTag(String element) {
        pass(new Event.Close(element));
        if (element.equals("a")) {
            endLink();
        }
        if (element.equals("blockquote")) {
            quotes = Math.max(0, quotes - 1);
            if (quotes == 0 && holding) {
                held.add(new Event.Close("details"));
            }
        }
    }

    @Override
    public void text(String text) {
        if (quotes == 0 && !text.isBlank()) {
            release(true); // an answer below a quotation: both are read together
            textBefore = true;
        }
        if (target.isPresent() && linkText.length() < LINK_TEXT_MAX) {
            linkText.append(text, 0, Math.min(text.length(), LINK_TEXT_MAX));
        }
        pass(new Event.Text(text));
    }

    private void pass(Event event) {
        if (holding) {
            held.add(event);
        } else {
            send(event);
        }
    }

    /** Sends what was held, the quotation folded up or not. */
    private void release(boolean open) {
        if (holding) {
            List<String> fold = new ArrayList<>(List.of("class", "buzon-quote"));
            fold.addAll(open ? List.of("open", "open") : List.of());
            next.openTag("details", fold);
            next.openTag("summary", new ArrayList<>());
            next.text(words.quoted());
            next.closeTag("summary");
            held.forEach(this::send);
        }
        held.clear();
        holding = false;
    }

    private void send(Event event) {
        switch (event) {
            case Event.Open(String element, List<String> attributes) ->
                    next.openTag(element, new ArrayList<>(attributes));
            case Event.Close(String element) -> next.closeTag(element);
            case Event.Text(String text) -> next.text(text);
        }
    }

    private void endLink() {
        if (target.isEmpty()) {
            return;
        }
        Url url = target.get();
        String text = linkText.toString();
        target = Optional.empty();
        linkText.setLength(0);
        findings.link(url.text(), text.strip());
        Domains.lookalike(url.host())
                .ifPresent(ascii -> findings.warn(Warning.Code.LOOKALIKE_LINK, ascii));
        if (LinkText.showsAnother(text, url)) {
            findings.warn(Warning.Code.LINK_ELSEWHERE, url.text());
            pass(new Event.Open("span", List.of("class", "buzon-target")));
            pass(new Event.Text(" \u2192 " + (url.isWeb() ? url.host() : url.text())));
            pass(new Event.Close("span"));
        }
    }
}
