package dev.buzon.reader.web;

import dev.buzon.reader.web.Listener.Unread;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reader's two listeners: the page with its API, behind the {@link Guard}; and what messages
 * bring with them, which stands on a port of its own so that it is another origin for the browser,
 * and is given for a {@link Ticket} only.
 */
public final class Site implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Site.class);

    /** Answers for what somebody has a ticket for. */
    @FunctionalInterface
    public interface Shown {
        /** The answer. */
        Answer answer(Ticket ticket, Texts texts)
                throws RefusedException, IOException, InterruptedException;
    }

    /** Says what an exception of the program means; what it does not know is unexpected. */
    @FunctionalInterface
    public interface Meaning {
        /** The refusal to answer with. */
        Optional<RefusedException> of(Exception failure);
    }

    private final StaticFiles files = new StaticFiles();
    private final Events events = new Events();
    private final Guard guard;
    private final int port;
    private final Tickets tickets;
    private final Routes routes = new Routes();
    private final Supplier<Optional<Texts>> language;
    private final Meaning meaning;
    private final Listener page;
    private final Listener content;
    private volatile Shown shown = (_, _) -> Answer.done();

    private Site(int port, String key, Supplier<Optional<Texts>> language, Meaning meaning)
            throws IOException {
        this.language = language;
        this.meaning = meaning;
        this.port = Listener.freePort(port);
        int contentPort = Listener.freePort(0);
        this.guard = new Guard(this.port, key);
        this.tickets = new Tickets("http://127.0.0.1:" + contentPort);
        routes.add("GET", "/api/events", request -> events.listen(session(request)));
        this.content = Listener.open(contentPort, contentHeaders(), this::showing);
        this.page = Listener.open(this.port, pageHeaders(), this::answering);
    }

    /**
     * Listens.
     *
     * @param port of the page; 0 takes a free one
     * @param key opens for programs that can read our files
     * @param language what the person has chosen, if they have
     * @param meaning of exceptions
     * @throws IOException when nobody can listen there
     */
    public static Site open(
            int port, String key, Supplier<Optional<Texts>> language, Meaning meaning)
            throws IOException {
        return new Site(port, key, language, meaning);
    }

    /** Where the page is. */
    public String origin() {
        return "http://127.0.0.1:" + port;
    }

    /** The page's address with a token that lets one browser in. */
    public String address() {
        return guard.address();
    }

    /** What happens, told to all pages. */
    public Events events() {
        return events;
    }

    /** The addresses of what messages bring with them. */
    public Tickets tickets() {
        return tickets;
    }

    /** Who answers what under {@code /api}; filled before the first request is expected. */
    public Routes routes() {
        return routes;
    }

    /** Who answers for tickets. */
    public void show(Shown other) {
        shown = other;
    }

    private Map<String, String> pageHeaders() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self' "
                        + files.importMapDigest()
                        + "; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src"
                        + " 'self'; manifest-src 'self'; worker-src 'self'; frame-src "
                        + tickets.origin()
                        + "; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
        all.put("X-Frame-Options", "DENY");
        all.put("Cross-Origin-Opener-Policy", "same-origin");
        all.put("Cross-Origin-Resource-Policy", "same-origin");
        all.put("Permissions-Policy", "camera=(), microphone=(), geolocation=(), usb=()");
        all.put("X-Content-Type-Options", "nosniff");
        all.put("Referrer-Policy", "no-referrer");
        return all;
    }

    /** A message's view has a policy of its own; everything else may do nothing at all. */
    private static Map<String, String> contentHeaders() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        all.put("Cross-Origin-Opener-Policy", "same-origin");
        // Images are asked for by a sandboxed view, which has no origin that could be the same.
        all.put("Cross-Origin-Resource-Policy", "cross-origin");
        all.put("X-Content-Type-Options", "nosniff");
        all.put("Referrer-Policy", "no-referrer");
        all.put(Answer.CACHING, "no-store");
        return all;
    }

    /** The policy under which a view on the second listener may be framed by the page. */
    public String viewPolicy(String images) {
        return "default-src 'none'; img-src "
                + tickets.origin()
                + images
                + "; style-src 'unsafe-inline'; font-src 'none'; frame-ancestors http://127.0.0.1:"
                + port
                + " http://localhost:"
                + port
                + "; form-action 'none'; base-uri 'none'; sandbox allow-popups"
                + " allow-popups-to-escape-sandbox";
    }

    private String session(Request request) {
        return guard.session(request).orElse("");
    }

    private Answer answering(Unread unread) {
        boolean api = unread.path().startsWith("/api/") || unread.path().equals("/enter");
        Texts texts = texts(unread);
        try {
            Request request = read(unread, texts);
            Optional<Answer> met = guard.meet(request);
            if (met.isPresent()) {
                return met.get();
            }
            boolean asked = !request.path().isEmpty() && request.path().getFirst().equals("api");
            return asked ? routes.answer(request) : file(request);
        } catch (Exception e) {
            return failed(e, api, texts);
        }
    }

    private Answer file(Request request) throws RefusedException {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            throw new RefusedException(405, "method", "GET, HEAD");
        }
        return files.answer(request);
    }

    private Answer showing(Unread unread) {
        Texts texts = texts(unread);
        try {
            Request request = read(unread, texts);
            String host = request.header("host").orElse("");
            if (!tickets.origin().equals("http://" + host)) {
                throw new RefusedException(421, "host", origin().substring("http://".length()));
            }
            if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
                throw new RefusedException(405, "method", "GET, HEAD");
            }
            List<String> path = request.path();
            if (path.size() < 2 || path.size() > 3 || !path.getFirst().equals("c")) {
                throw RefusedException.missing();
            }
            Ticket ticket =
                    tickets.read(path.get(1))
                            .orElseThrow(() -> new RefusedException(403, "ticket"));
            return shown.answer(ticket, texts);
        } catch (Exception e) {
            return failed(e, false, texts);
        }
    }

    private Texts texts(Unread unread) {
        return language.get()
                .orElseGet(
                        () -> Texts.accepted(unread.headers().getOrDefault("accept-language", "")));
    }

    private static Request read(Unread unread, Texts texts) throws RefusedException {
        return new Request(
                unread.method(),
                RequestPath.segments(unread.path()),
                RequestPath.parameters(unread.query()),
                unread.headers(),
                unread.octets(),
                texts);
    }

    private Answer failed(Exception failure, boolean api, Texts texts) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        RefusedException refusal =
                failure instanceof RefusedException known
                        ? known
                        : meaning.of(failure).orElseGet(() -> unexpected(failure));
        return Failures.answer(refusal, api, texts);
    }

    private static RefusedException unexpected(Exception failure) {
        LOG.error("a request failed", failure);
        return new RefusedException(500, "unexpected", failure.getClass().getSimpleName());
    }

    /** Says goodbye to the pages and stops listening. */
    @Override
    public void close() {
        events.close();
        page.close();
        content.close();
    }
}
