package dev.buzon.server;

import dev.buzon.server.config.Config;
import dev.buzon.server.config.Place;
import dev.buzon.server.discovery.Hosted;
import dev.buzon.server.discovery.Offers;
import dev.buzon.server.discovery.Publication;
import dev.buzon.server.http.HttpDoor;
import dev.buzon.server.net.Admission;
import dev.buzon.server.net.BriefVisits;
import dev.buzon.server.net.Deadlines;
import dev.buzon.server.net.Listener;
import dev.buzon.server.net.Network;
import dev.buzon.server.net.Tls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The doors for HTTP of one post office. */
final class Publishing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);

    private final Publication publication;
    private final BriefVisits visits;
    private final Deadlines deadlines;
    private final List<HttpDoor> doors = new ArrayList<>();

    private Publishing(Publication publication, BriefVisits visits, Deadlines deadlines) {
        this.publication = publication;
        this.visits = visits;
        this.deadlines = deadlines;
    }

    /**
     * Nothing is open yet.
     *
     * @param network where mail listens already, so that its ports can be told
     */
    static Publishing of(Config config, Network network, Deadlines deadlines) {
        Offers offers = Offers.of(config, name -> port(network, name));
        if (!offers.complete()) {
            LOG.warn(
                    "programs find no settings here: POP3 and submission with TLS must both be"
                            + " told (sections listen, tls and discovery of the configuration)");
        }
        var visits =
                new BriefVisits(
                        new Admission(
                                new Admission.Limits(
                                        HttpDoor.CONNECTIONS,
                                        config.limits().connectionsPerAddress(),
                                        config.limits().loopbackCounts())),
                        deadlines.ticker(),
                        HttpDoor.LONGEST_VISIT);
        deadlines.watch(visits);
        Hosted hosted = new Hosted(config.domains(), config.hostname());
        return new Publishing(new Publication(offers, hosted), visits, deadlines);
    }

    private static OptionalInt port(Network network, String name) {
        return network.listeners().stream()
                .filter(listener -> listener.endpoint().name().equals(name))
                .mapToInt(Listener::port)
                .findFirst();
    }

    /** Opens a door at each of these places. */
    void open(String name, List<Place> places, Optional<Tls> tls) throws IOException {
        for (Place place : places) {
            doors.add(HttpDoor.open(name, place.address(), tls, publication, visits));
        }
    }

    /** The doors that are open. */
    List<PostOffice.Offered> offered() {
        return doors.stream()
                .map(door -> new PostOffice.Offered(door.name(), door.address()))
                .toList();
    }

    @Override
    public void close() {
        doors.forEach(HttpDoor::close);
        deadlines.forget(visits);
    }
}
