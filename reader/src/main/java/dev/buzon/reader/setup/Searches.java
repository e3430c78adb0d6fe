package dev.buzon.reader.setup;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.buzon.client.discovery.Choice;
import dev.buzon.client.discovery.Concern;
import dev.buzon.client.discovery.Discovery;
import dev.buzon.client.discovery.Event;
import dev.buzon.client.discovery.Finding;
import dev.buzon.client.discovery.Proposal;
import dev.buzon.client.discovery.Source;
import dev.buzon.client.discovery.Wishes;
import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.discovery.reach.Internet;
import dev.buzon.reader.web.Events;
import dev.buzon.reader.web.Json;
import dev.buzon.reader.web.RefusedException;
import dev.buzon.reader.web.Texts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Searches for the servers of addresses: those that go on and the last ones that have ended. */
final class Searches {
    /** Searches that are remembered. */
    private static final int KEPT = 8;

    /** Ways that are shown. */
    private static final int PROPOSALS = 5;

    private final Supplier<Internet> internet;
    private final Wishes wishes;
    private final Events events;
    private final AtomicLong numbers = new AtomicLong();
    private final Deque<Search> searches = new ArrayDeque<>();

    Searches(Supplier<Internet> internet, Wishes wishes, Events events) {
        this.internet = internet;
        this.wishes = wishes;
        this.events = events;
    }

    /** One search. What is in it is guarded by itself. */
    private final class Search {
        private final String id = Long.toString(numbers.incrementAndGet());
        private final Texts texts;
        private final JsonArray asking = new JsonArray();
        private final JsonArray findings = new JsonArray();
        private List<Proposal> proposals = List.of();
        private boolean ended;
        private boolean stopped;

        Search(Texts texts) {
            this.texts = texts;
        }

        void run(MailAddress address) {
            List<Proposal> found =
                    new Discovery(internet.get())
                            .find(address, wishes, this::heard).proposals().stream()
                                    .limit(PROPOSALS)
                                    .toList();
            end(found);
        }

        synchronized void end(List<Proposal> found) {
            if (ended) {
                return;
            }
            proposals = found;
            ended = true;
            tell(
                    Json.object()
                            .put("search", id)
                            .put("ended", true)
                            .put("proposals", proposals(texts)));
        }

        synchronized void stop() {
            stopped = true;
            end(List.of());
        }

        private void heard(Event event) {
            switch (event) {
                case Event.Asked(Source source, String asked) -> {
                    JsonObject line = line(source, asked, texts).made();
                    told("asking", asking, line);
                }
                case Event.Answered(Finding finding) -> found(finding);
                case Event.Nothing(Finding finding) -> found(finding);
                case Event.Refused(Finding finding) -> found(finding);
                case Event.Skipped(Finding finding) -> found(finding);
                case Event.Looking _, Event.Looked _, Event.Ended _ -> {}
            }
        }

        private void found(Finding finding) {
            told("finding", findings, finding(finding, texts));
        }

        private synchronized void told(String name, JsonArray list, JsonObject line) {
            if (!stopped) {
                list.add(line);
                tell(Json.object().put("search", id).put(name, line));
            }
        }

        private void tell(Json json) {
            events.tell("discovery", json.made());
        }

        synchronized JsonArray proposals(Texts language) {
            return Json.list(
                    proposals.stream(), proposal -> proposal(proposal, proposals, language));
        }

        synchronized JsonObject made() {
            return Json.object()
                    .put("findings", findings.deepCopy())
                    .put("asking", asking.deepCopy())
                    .put("proposals", proposals(texts))
                    .put("ended", ended)
                    .made();
        }
    }

    /** Begins to look; what happens is told as it happens. */
    String begin(String address, Texts texts) throws RefusedException {
        MailAddress mail = mailAddress(address);
        var search = new Search(texts);
        synchronized (searches) {
            searches.addLast(search);
            if (searches.size() > KEPT) {
                searches.removeFirst().stop();
            }
        }
        Thread.ofVirtual().name("search-" + search.id).start(() -> search.run(mail));
        return search.id;
    }

    /** An address that servers can be looked for, or the sentence why not. */
    static MailAddress mailAddress(String address) throws RefusedException {
        try {
            return MailAddress.of(address);
        } catch (IllegalArgumentException _) {
            throw new RefusedException(422, "address", address);
        }
    }

    /** What a search has found by now. */
    JsonObject found(String id) throws RefusedException {
        return search(id).made();
    }

    /** Does not look any further. */
    void stop(String id) throws RefusedException {
        search(id).stop();
    }

    private Search search(String id) throws RefusedException {
        synchronized (searches) {
            return searches.stream()
                    .filter(one -> one.id.equals(id))
                    .findFirst()
                    .orElseThrow(RefusedException::missing);
        }
    }

    /** All that was proposed lately, the newest first. */
    List<Proposal> proposed() {
        List<Proposal> all = new ArrayList<>();
        synchronized (searches) {
            for (Search one : searches.reversed()) {
                synchronized (one) {
                    all.addAll(one.proposals);
                }
            }
        }
        return all;
    }

    /** Whether this server was found, and not named by the person. */
    boolean isFound(String host) {
        return proposed().stream()
                .flatMap(one -> Stream.concat(Stream.of(one.incoming()), one.outgoing().stream()))
                .anyMatch(choice -> choice.offer().server().host().equalsIgnoreCase(host));
    }

    private static Json line(Source source, String asked, Texts texts) {
        return Json.object()
                .put("source", source.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("name", texts.text(source.key()))
                .put("asked", asked);
    }

    private static JsonObject finding(Finding finding, Texts texts) {
        String verdict = texts.text(finding.verdict().key());
        return line(finding.source(), finding.asked(), texts)
                .put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT))
                .put("kind", finding.verdict().kind().name().toLowerCase(Locale.ROOT))
                .put(
                        "text",
                        finding.detail().isEmpty()
                                ? verdict
                                : verdict + " (" + finding.detail() + ")")
                .put("ms", finding.took().toMillis())
                .made();
    }

    private static JsonElement proposal(Proposal proposal, List<Proposal> all, Texts texts) {
        Optional<String> provider = Provisions.provider(proposal);
        return Json.object()
                .put("provider", proposal.provider())
                .put(
                        "source",
                        proposal.incoming()
                                .source()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'))
                .put("why", texts.text(proposal.incoming().source().key()))
                .put("incoming", server(proposal.incoming()))
                .put(
                        "outgoing",
                        proposal.outgoing()
                                .<JsonElement>map(Searches::server)
                                .orElse(JsonNull.INSTANCE))
                .put(
                        "concerns",
                        Json.list(
                                proposal.concerns().stream(),
                                concern -> concern(concern, proposal, texts)))
                .put(
                        "oauth",
                        provider.<JsonElement>map(
                                        name -> Json.object().put("provider", name).made())
                                .orElse(JsonNull.INSTANCE))
                .put("recommended", proposal.equals(all.getFirst()) && proposal.isVerified())
                .made();
    }

    private static JsonObject server(Choice choice) {
        String security =
                switch (choice.offer().security()) {
                    case IMPLICIT_TLS -> "tls";
                    case UPGRADE -> "starttls";
                    case CLEARTEXT -> "none";
                };
        return Json.object()
                .put("host", choice.offer().server().host())
                .put("port", choice.offer().server().port())
                .put("security", security)
                .put("user", choice.offer().users().getFirst())
                .made();
    }

    /** What has to be agreed to, and of whose server it is said. */
    private static JsonElement concern(Concern concern, Proposal proposal, Texts texts) {
        Choice about =
                proposal.outgoing()
                        .filter(_ -> !proposal.incoming().concerns().contains(concern))
                        .orElse(proposal.incoming());
        String sentence = texts.text(concern.key());
        String names =
                concern == Concern.CERTIFICATE_REFUSED && !about.reach().names().isEmpty()
                        ? " " + texts.text("setup.names", String.join(", ", about.reach().names()))
                        : "";
        String owner =
                concern == Concern.OUTSIDE_DOMAIN
                        ? " " + texts.text("setup.owner", about.host().ownerShown())
                        : "";
        return Json.object()
                .put("code", concern.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("text", about.host().shown() + ": " + sentence + owner + names)
                .made();
    }
}
