package dev.buzon.client.discovery;

import dev.buzon.client.discovery.reach.Verdict;
import java.time.Duration;
import java.util.Optional;

/**
 * One question and what became of it.
 *
 * @param source for whom it was asked
 * @param asked the place, printable: a URL, {@code TXT _ua-auto-config.example.org}, a file
 * @param verdict what became of it, for machines
 * @param detail more about it, printable; may be empty
 * @param consent the registered domain the person would have to agree to, when it was not followed
 *     for want of that
 * @param took how long it took
 */
public record Finding(
        Source source,
        String asked,
        Verdict verdict,
        String detail,
        Optional<String> consent,
        Duration took) {}
