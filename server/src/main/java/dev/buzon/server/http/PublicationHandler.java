package dev.buzon.server.http;

import dev.buzon.server.discovery.Publication;
import dev.buzon.server.discovery.Question;
import dev.buzon.server.discovery.Question.Verb;
import dev.buzon.server.discovery.Reply;
import dev.buzon.store.Octets;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Between Helidon's requests and our questions. */
final class PublicationHandler implements Handler {
    private final Publication publication;

    PublicationHandler(Publication publication) {
        this.publication = publication;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        Verb verb = verb(request.prologue().method().text());
        send(reply(request, verb), verb, response);
        // The header alone does not make Helidon close the connection.
        throw new CloseConnectionException("one question per connection");
    }

    private Reply reply(ServerRequest request, Verb verb) {
        Octets body;
        try {
            body = verb == Verb.POST ? body(request) : Octets.NONE;
        } catch (IOException | RuntimeException e) { // damaged, too large, or gone
            return Reply.failure(400, "Bad request");
        }
        String host = request.headers().first(HeaderNames.HOST).orElse("");
        return publication.answer(
                new Question(verb, host, request.path().path(), parameters(request.query()), body));
    }

    private static Verb verb(String method) {
        return switch (method) {
            case "GET" -> Verb.GET;
            case "HEAD" -> Verb.HEAD;
            case "POST" -> Verb.POST;
            default -> Verb.OTHER;
        };
    }

    /** Reading the first octet over the limit makes Helidon refuse the body. */
    private static Octets body(ServerRequest request) throws IOException {
        if (!request.content().hasEntity()) {
            return Octets.NONE;
        }
        InputStream in = request.content().inputStream(); // to close it would wait for the rest
        return Octets.of(in.readNBytes(HttpDoor.BODY_OCTETS + 1));
    }

    private static Map<String, String> parameters(UriQuery query) {
        Map<String, String> parameters = new HashMap<>();
        for (String name : query.names()) {
            parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), query.first(name).orElse(""));
        }
        return parameters;
    }

    private static void send(Reply reply, Verb verb, ServerResponse response) {
        response.status(Status.create(reply.status()));
        response.header(HeaderNames.CONTENT_TYPE, reply.contentType());
        response.header(HeaderNames.CACHE_CONTROL, reply.caching());
        response.header("X-Content-Type-Options", "nosniff");
        reply.allow().ifPresent(methods -> response.header(HeaderNames.ALLOW, methods));
        response.header(HeaderValues.CONNECTION_CLOSE);
        if (verb == Verb.HEAD) {
            response.contentLength(reply.octets().length());
            response.send();
        } else {
            response.send(reply.octets().toArray());
        }
    }
}
