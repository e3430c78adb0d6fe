package dev.buzon.client.discovery.reach;

import dev.buzon.client.discovery.name.Domains;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;

/**
 * Fetches small documents of strangers. It sends no cookie, no password and nothing but what it is
 * told; it follows a redirect only from https to https within one owner's domain, or where the
 * person agreed to; it reads no more than a limit, and nothing that is packed.
 */
public final class Web implements AutoCloseable {
    /** The most redirects that are followed for one document. */
    private static final int REDIRECTS_LIMIT = 3;

    /** The largest document that is read, in octets. */
    private static final int OCTETS_LIMIT = 256 * 1024;

    private final CloseableHttpClient client;
    private final Deadline deadline;
    private final Set<String> agreed;

    /**
     * The web of an internet, for one search.
     *
     * @param deadline when all is over
     * @param agreed registered domains that the person agreed to be sent to
     */
    public Web(Internet internet, Deadline deadline, Set<String> agreed) {
        this.client = WebClient.of(internet, deadline);
        this.deadline = deadline;
        this.agreed = Set.copyOf(agreed);
    }

    /** A document that came. */
    public static final class Document {
        private final byte[] octets;
        private final List<URI> way;

        private Document(byte[] octets, List<URI> way) {
            this.octets = octets;
            this.way = List.copyOf(way);
        }

        /** Where it was, after all redirects. */
        public URI at() {
            return way.getLast();
        }

        /** Its content. */
        public byte[] octets() {
            return octets.clone();
        }

        /** Whether it came through TLS with a certificate that was checked, all the way. */
        public boolean isSecure() {
            return way.stream().allMatch(place -> "https".equals(place.getScheme()));
        }
    }

    /** The kinds of documents that are asked for. */
    public enum Form {
        /** XML, by any of its names. */
        XML("text/xml, application/xml"),
        /** JSON. */
        JSON("application/json");

        private final String accepted;

        Form(String accepted) {
            this.accepted = accepted;
        }

        private boolean includes(String type) {
            return switch (this) {
                case XML ->
                        type.equals("text/xml")
                                || type.equals("application/xml")
                                || type.equals("text/rdf")
                                || type.endsWith("+xml");
                case JSON -> type.equals("application/json") || type.endsWith("+json");
            };
        }
    }

    /**
     * Gets a document.
     *
     * @throws NoAnswerException why there is none
     */
    public Document get(URI uri, Form form) throws NoAnswerException {
        return fetch(uri, form, Optional.empty());
    }

    /**
     * Sends XML and gets a document.
     *
     * @throws NoAnswerException why there is none
     */
    public Document post(URI uri, byte[] body, Form form) throws NoAnswerException {
        return fetch(uri, form, Optional.of(body));
    }

    /** Ends everything that is under way. */
    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    private Document fetch(URI first, Form form, Optional<byte[]> body) throws NoAnswerException {
        List<URI> way = new ArrayList<>();
        URI next = checked(first);
        while (true) {
            way.add(next);
            try {
                return new Document(exchange(next, form, body), way);
            } catch (Elsewhere elsewhere) {
                if (way.size() > REDIRECTS_LIMIT) {
                    throw new NoAnswerException(
                            Verdict.REDIRECT_REFUSED, first.getHost() + " redirects on and on");
                }
                next = followed(way.getFirst(), next, elsewhere.location());
            }
        }
    }

    /** Where a redirect leads, if we go there. */
    private URI followed(URI first, URI from, String location) throws NoAnswerException {
        URI target;
        try {
            target = from.resolve(new URI(location.strip()));
        } catch (URISyntaxException | IllegalArgumentException _) {
            throw new NoAnswerException(
                    Verdict.REDIRECT_REFUSED, from.getHost() + " redirects to no address");
        }
        String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https")
                && !(scheme.equals("http") && "http".equals(from.getScheme()))) {
            throw new NoAnswerException(
                    Verdict.REDIRECT_REFUSED, from.getHost() + " redirects to " + target);
        }
        URI checked = checked(target);
        if (!mayBeSentTo(first.getHost(), checked.getHost())) {
            throw new NoAnswerException(
                    Verdict.REDIRECT_NEEDS_CONSENT, Domains.owner(checked.getHost()));
        }
        return checked;
    }

    /** Whether a host may send us to another: the same owner's, or the person agreed. */
    public boolean mayBeSentTo(String from, String to) {
        return Domains.sameOwner(from, to) || agreed.contains(Domains.owner(to));
    }

    /** Refuses what is no place on the public web. */
    private static URI checked(URI uri) throws NoAnswerException {
        String host = uri.getHost();
        boolean usual =
                uri.getPort() == -1
                        || uri.getPort() == ("https".equals(uri.getScheme()) ? 443 : 80);
        if (host == null || uri.getUserInfo() != null || host.endsWith(".") || !usual) {
            throw new NoAnswerException(Verdict.REDIRECT_REFUSED, "not a place to go to: " + uri);
        }
        if (host.startsWith("[") || Domains.isNumeric(host) || !host.contains(".")) {
            throw new NoAnswerException(
                    Verdict.ADDRESS_REFUSED, host + " is an address and not a public name");
        }
        return uri;
    }

    private byte[] exchange(URI uri, Form form, Optional<byte[]> body)
            throws NoAnswerException, Elsewhere {
        HttpUriRequestBase request =
                body.<HttpUriRequestBase>map(octets -> post(uri, octets))
                        .orElseGet(() -> new HttpGet(uri));
        request.setHeader(HttpHeaders.ACCEPT, form.accepted);
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        request.setConfig(WebClient.limits(deadline));
        try {
            return client.execute(
                    request,
                    response -> {
                        try {
                            return reply(uri, form, response);
                        } catch (IOException e) {
                            request.cancel(); // else the rest of it would be read, however long
                            throw e;
                        }
                    });
        } catch (Elsewhere e) {
            throw e;
        } catch (Carried e) {
            throw e.why();
        } catch (Internet.Unresolved e) {
            throw e.why();
        } catch (IOException e) {
            throw WebClient.failure(uri, e);
        }
    }

    private static HttpPost post(URI uri, byte[] octets) {
        HttpPost request = new HttpPost(uri);
        request.setEntity(
                new ByteArrayEntity(
                        octets, ContentType.TEXT_XML.withCharset(StandardCharsets.UTF_8)));
        return request;
    }

    /** The content; a redirect is thrown like everything else that has no content for us. */
    private static byte[] reply(URI uri, Form form, ClassicHttpResponse response)
            throws IOException {
        int code = response.getCode();
        return switch (code / 100) {
            case 2 -> content(uri, form, response);
            case 3 -> throw new Elsewhere(location(uri, response));
            case 4 ->
                    throw new Carried(
                            code == 401 || code == 407 ? Verdict.PASSWORD_WANTED : Verdict.NOTHING,
                            uri.getHost() + " answered " + code);
            default -> throw new Carried(Verdict.SERVER_ERROR, uri.getHost() + " answered " + code);
        };
    }

    private static String location(URI uri, ClassicHttpResponse response) throws IOException {
        Header location = response.getFirstHeader(HttpHeaders.LOCATION);
        if (location == null || location.getValue() == null) {
            throw new Carried(
                    Verdict.SERVER_ERROR, uri.getHost() + " answered " + response.getCode());
        }
        return location.getValue();
    }

    private static byte[] content(URI uri, Form form, ClassicHttpResponse response)
            throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            throw new Carried(Verdict.NOTHING, uri.getHost() + " answered with nothing");
        }
        String packed = String.valueOf(entity.getContentEncoding());
        if (entity.getContentEncoding() != null && !packed.equalsIgnoreCase("identity")) {
            throw new Carried(Verdict.WRONG_TYPE, "the document is packed with " + packed);
        }
        String type = type(entity);
        if (!form.includes(type)) {
            throw new Carried(
                    Verdict.WRONG_TYPE,
                    "the document is "
                            + (type.isEmpty() ? "of no type" : type)
                            + " and not "
                            + form.name());
        }
        if (entity.getContentLength() > OCTETS_LIMIT) {
            throw tooLarge(uri);
        }
        byte[] octets = entity.getContent().readNBytes(OCTETS_LIMIT + 1);
        if (octets.length > OCTETS_LIMIT) {
            throw tooLarge(uri);
        }
        return octets;
    }

    private static String type(HttpEntity entity) {
        String whole = Optional.ofNullable(entity.getContentType()).orElse("");
        int end = whole.indexOf(';');
        return (end < 0 ? whole : whole.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static Carried tooLarge(URI uri) {
        return new Carried(
                Verdict.TOO_LARGE,
                "the document at " + uri.getHost() + " has more than " + OCTETS_LIMIT + " octets");
    }

    /** Carries the place of a redirect out of the HTTP library. */
    @SuppressWarnings("serial") // never leaves this class
    private static final class Elsewhere extends IOException {
        private final String location;

        Elsewhere(String location) {
            super("elsewhere");
            this.location = location;
        }

        String location() {
            return location;
        }
    }

    /** Carries a verdict out of the HTTP library. */
    @SuppressWarnings("serial") // never leaves this class
    private static final class Carried extends IOException {
        private final transient NoAnswerException why;

        Carried(Verdict verdict, String detail) {
            super(detail);
            this.why = new NoAnswerException(verdict, detail);
        }

        NoAnswerException why() {
            return why;
        }
    }
}
