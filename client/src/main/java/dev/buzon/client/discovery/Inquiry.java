package dev.buzon.client.discovery;

import dev.buzon.client.discovery.file.UnreadableFileException;
import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.discovery.offer.Offer;
import dev.buzon.client.discovery.offer.Offer.Endpoint;
import dev.buzon.client.discovery.offer.Settings;
import dev.buzon.client.discovery.reach.Deadline;
import dev.buzon.client.discovery.reach.Internet;
import dev.buzon.client.discovery.reach.NoAnswerException;
import dev.buzon.client.discovery.reach.Probe;
import dev.buzon.client.discovery.reach.Reach;
import dev.buzon.client.discovery.reach.Verdict;
import dev.buzon.client.discovery.reach.Web;
import dev.buzon.client.net.Printable;
import dev.buzon.client.net.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * One search for the servers of one address: what the sources need to ask, and where they say what
 * they found.
 */
record Inquiry(
        MailAddress address,
        Wishes wishes,
        Internet internet,
        Web web,
        Deadline deadline,
        Board board,
        ExecutorService threads,
        ConcurrentMap<Endpoint, Future<Reach>> looks) {

    Inquiry(
            MailAddress address,
            Wishes wishes,
            Internet internet,
            Web web,
            Deadline deadline,
            Board board,
            ExecutorService threads) {
        this(address, wishes, internet, web, deadline, board, threads, new ConcurrentHashMap<>());
    }

    /** What a question gave: an answer, and what to say about it. */
    record Told<T>(T answer, Verdict verdict, String detail) {}

    /** A question: it may end in a file that is of no use, or in no answer. */
    @FunctionalInterface
    interface Question<T> {
        Told<T> ask() throws NoAnswerException, UnreadableFileException;
    }

    /** Asks, and writes down what became of it. */
    <T> Optional<T> ask(Source source, String asked, Question<T> question) {
        String shown = Printable.text(asked, 300);
        board.tell(new Event.Asked(source, shown));
        long begin = System.nanoTime();
        try {
            Told<T> told = question.ask();
            note(source, shown, told.verdict(), told.detail(), Optional.empty(), begin);
            return Optional.of(told.answer());
        } catch (NoAnswerException e) {
            Optional<String> consent =
                    e.verdict() == Verdict.REDIRECT_NEEDS_CONSENT
                            ? Optional.of(e.detail())
                            : Optional.empty();
            note(source, shown, e.verdict(), e.detail(), consent, begin);
        } catch (UnreadableFileException e) {
            Verdict verdict =
                    switch (e.trouble()) {
                        case FORM -> Verdict.NOT_UNDERSTOOD;
                        case TOO_LARGE -> Verdict.TOO_LARGE;
                        case NOTHING_FOR_US -> Verdict.NO_POP3;
                    };
            note(source, shown, verdict, String.valueOf(e.getMessage()), Optional.empty(), begin);
        }
        return Optional.empty();
    }

    /** Writes down that nobody was asked, or that it ended without an answer. */
    void skip(Source source, String asked, Verdict why) {
        note(source, asked, why, "", Optional.empty(), System.nanoTime());
    }

    /** Offers what was found, and looks whether it works. */
    void offer(Source source, int rank, Origin origin, Settings settings) {
        board.add(new Found(source, rank, origin, settings));
        List<Future<Reach>> pending = new ArrayList<>();
        settings.incoming().forEach(offer -> pending.add(look(endpoint(offer))));
        settings.outgoing().forEach(offer -> pending.add(look(endpoint(offer))));
        pending.forEach(Inquiry::settled);
    }

    /**
     * What is looked at for an offer: where no encryption is offered, whether there is some all the
     * same.
     */
    static Endpoint endpoint(Offer offer) {
        return offer.security() == Security.CLEARTEXT
                ? offer.secured(Security.UPGRADE).endpoint()
                : offer.endpoint();
    }

    /** Looks at a server, once however many sources name it. */
    Future<Reach> look(Endpoint endpoint) {
        return looks.computeIfAbsent(
                endpoint,
                one ->
                        threads.submit(() -> {
                            board.tell(new Event.Looking(one));
                            Reach reach = Probe.at(one, internet, deadline);
                            board.reached(one, reach);
                            return reach;
                        }));
    }

    /** Does these side by side; the answers come in the same order, without those that failed. */
    <T> List<T> all(List<Callable<Optional<T>>> tasks) {
        List<Future<Optional<T>>> pending = tasks.stream().map(threads::submit).toList();
        return pending.stream().flatMap(one -> settled(one).flatMap(o -> o).stream()).toList();
    }

    /** What came of something that was begun; empty when it was not waited for. */
    static <T> Optional<T> settled(Future<T> pending) {
        try {
            return Optional.of(pending.get());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void note(
            Source source,
            String asked,
            Verdict verdict,
            String detail,
            Optional<String> consent,
            long begin) {
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        board.add(new Finding(source, asked, verdict, Printable.text(detail, 300), consent, took));
    }
}
