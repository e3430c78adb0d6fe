package dev.buzon.client.discovery.reach;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Questions to the DNS, each with an end. Many threads may ask. */
public final class Dns {
    /** How long one try with one resolver may take. */
    private static final Duration TRY = Duration.ofSeconds(1);

    /** How long the second family of addresses is waited for when the first is there. */
    private static final Duration OTHER_FAMILY = Duration.ofMillis(300);

    /** More records than these of one answer are not looked at. */
    private static final int RECORDS_LIMIT = 32;

    /** The longest chain of aliases that is followed. */
    private static final int ALIASES_LIMIT = 8;

    private final Resolver resolver;
    private final boolean believed;

    private Dns(List<InetSocketAddress> servers) {
        this.resolver = resolver(servers);
        this.believed =
                servers.stream().allMatch(server -> server.getAddress().isLoopbackAddress());
    }

    /** The resolvers that this machine is set up with. */
    public static Dns system() {
        return new Dns(
                ResolverConfig.getCurrentConfig().servers().stream()
                        .filter(server -> server.getAddress() != null)
                        .limit(3)
                        .toList());
    }

    /** One resolver. */
    public static Dns at(InetSocketAddress server) {
        return new Dns(List.of(server));
    }

    /** The addresses of a host, IPv4 before IPv6: of those we know that they work nearly always. */
    public Records<InetAddress> addresses(String host, Deadline deadline) throws NoAnswerException {
        CompletableFuture<Message> four = ask(host, Type.A);
        CompletableFuture<Message> six = ask(host, Type.AAAA);
        List<InetAddress> addresses = new ArrayList<>();
        boolean authenticated = true;
        Optional<NoAnswerException> trouble = Optional.empty();
        for (CompletableFuture<Message> pending : List.of(four, six)) {
            Duration patience = addresses.isEmpty() ? deadline.left() : deadline.left(OTHER_FAMILY);
            try {
                Message message = await(host, pending, patience);
                for (Record record : records(message, host)) {
                    address(record).ifPresent(addresses::add);
                }
                authenticated &= isAuthenticated(message);
            } catch (NoAnswerException e) {
                trouble = Optional.of(e);
            }
        }
        if (addresses.isEmpty() && trouble.isPresent()) {
            throw trouble.get();
        }
        return new Records<>(addresses, authenticated);
    }

    private static Optional<InetAddress> address(Record record) {
        if (record instanceof ARecord four) {
            return Optional.of(bare(four.getAddress()));
        }
        return record instanceof AAAARecord six
                ? Optional.of(bare(six.getAddress()))
                : Optional.empty();
    }

    /** The address without the name it was found by: an address is all it is. */
    private static InetAddress bare(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 octets", e);
        }
    }

    /** The mail exchangers of a domain, the most preferred first. */
    public Records<Records.Exchanger> exchangers(String domain, Deadline deadline)
            throws NoAnswerException {
        Message message = await(domain, ask(domain, Type.MX), deadline.left());
        List<Records.Exchanger> found = new ArrayList<>();
        for (Record record : records(message, domain)) {
            if (record instanceof MXRecord mx) {
                found.add(new Records.Exchanger(mx.getPriority(), host(mx.getTarget())));
            }
        }
        found.sort(Comparator.comparingInt(Records.Exchanger::preference));
        return new Records<>(found, isAuthenticated(message));
    }

    /** The servers of a service, by priority and then by weight (C-023). */
    public Records<Records.Service> services(String name, Deadline deadline)
            throws NoAnswerException {
        Message message = await(name, ask(name, Type.SRV), deadline.left());
        List<Records.Service> found = new ArrayList<>();
        for (Record record : records(message, name)) {
            if (record instanceof SRVRecord srv) {
                found.add(
                        new Records.Service(
                                srv.getPriority(),
                                srv.getWeight(),
                                srv.getPort(),
                                host(srv.getTarget())));
            }
        }
        found.sort(
                Comparator.comparingInt(Records.Service::priority)
                        .thenComparing(
                                Comparator.comparingInt(Records.Service::weight).reversed()));
        return new Records<>(found, isAuthenticated(message));
    }

    /** The texts at a name, each put together from its strings (RFC 1035 §3.3.14). */
    public Records<String> texts(String name, Deadline deadline) throws NoAnswerException {
        Message message = await(name, ask(name, Type.TXT), deadline.left());
        List<String> found = new ArrayList<>();
        for (Record record : records(message, name)) {
            if (record instanceof TXTRecord txt) {
                StringBuilder text = new StringBuilder();
                for (byte[] part : txt.getStringsAsByteArrays()) {
                    text.append(new String(part, StandardCharsets.ISO_8859_1));
                }
                found.add(text.toString());
            }
        }
        return new Records<>(found, isAuthenticated(message));
    }

    private CompletableFuture<Message> ask(String name, int type) throws NoAnswerException {
        try {
            Message query =
                    Message.newQuery(
                            Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN));
            query.getHeader().setFlag(Flags.AD); // RFC 6840 §5.7: tell us whether it is vouched for
            return resolver.sendAsync(query).toCompletableFuture();
        } catch (TextParseException _) {
            throw new NoAnswerException(Verdict.NOTHING, name + " can be no name in the DNS");
        }
    }

    private static Message await(String name, CompletableFuture<Message> pending, Duration patience)
            throws NoAnswerException {
        Message message;
        try {
            message = pending.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            pending.cancel(true);
            throw new NoAnswerException(
                    Verdict.TIMED_OUT, "the DNS did not answer about " + name + " in time");
        } catch (ExecutionException e) {
            throw new NoAnswerException(
                    isSilence(e) ? Verdict.TIMED_OUT : Verdict.DNS_FAILED,
                    "the DNS did not answer about " + name);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException(Verdict.TIMED_OUT, "not waited for");
        }
        return switch (message.getRcode()) {
            case Rcode.NOERROR, Rcode.NXDOMAIN -> message;
            default ->
                    throw new NoAnswerException(
                            Verdict.DNS_FAILED,
                            "the DNS answered "
                                    + Rcode.string(message.getRcode())
                                    + " about "
                                    + name);
        };
    }

    private static boolean isSilence(ExecutionException failure) {
        Throwable cause = failure.getCause();
        return cause instanceof TimeoutException
                || (cause instanceof IOException io
                        && String.valueOf(io.getMessage()).contains("imed out"));
    }

    /** The records of the answer that are about this name, by way of its aliases. */
    private static List<Record> records(Message message, String name) throws NoAnswerException {
        List<Record> answer = message.getSection(Section.ANSWER);
        List<Record> about = new ArrayList<>();
        Name owner;
        try {
            owner = Name.fromString(name, Name.root);
        } catch (TextParseException _) {
            throw new NoAnswerException(Verdict.NOTHING, name + " can be no name in the DNS");
        }
        for (int steps = 0; steps <= ALIASES_LIMIT; steps++) {
            Name next = null;
            for (Record record : answer) {
                if (!record.getName().equals(owner)) {
                    continue;
                }
                if (record instanceof CNAMERecord alias) {
                    next = alias.getTarget();
                } else if (about.size() < RECORDS_LIMIT) {
                    about.add(record);
                }
            }
            if (next == null || !about.isEmpty()) {
                return about;
            }
            owner = next;
        }
        throw new NoAnswerException(Verdict.DNS_FAILED, name + " is an alias of aliases");
    }

    private boolean isAuthenticated(Message message) {
        return believed && message.getHeader().getFlag(Flags.AD);
    }

    private static String host(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT).replaceFirst("^[.@]$", "");
    }

    private static Resolver resolver(List<InetSocketAddress> servers) {
        List<Resolver> each = new ArrayList<>();
        for (InetSocketAddress server : servers) {
            SimpleResolver simple = new SimpleResolver(server);
            simple.setTimeout(TRY);
            each.add(simple);
        }
        ExtendedResolver all = new ExtendedResolver(each);
        all.setRetries(3);
        return all;
    }
}
