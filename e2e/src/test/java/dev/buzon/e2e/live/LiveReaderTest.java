package dev.buzon.e2e.live;

import dev.buzon.e2e.play.Corpus;
import dev.buzon.e2e.play.Feed;
import dev.buzon.e2e.script.ReaderName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The scripts against a running server. */
class LiveReaderTest {
    @TestFactory
    Stream<DynamicTest> inClear() {
        return Corpus.tests(new LiveSource(ReaderName.LIVE), List.of(Feed.WHOLE));
    }

    @TestFactory
    Stream<DynamicTest> insideTls() {
        return Corpus.tests(new LiveSource(ReaderName.LIVE_TLS), List.of(Feed.WHOLE));
    }
}
