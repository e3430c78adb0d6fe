package dev.buzon.e2e.core;

import dev.buzon.e2e.play.Corpus;
import dev.buzon.e2e.play.Feed;
import dev.buzon.e2e.script.ReaderName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The scripts against the protocol cores. */
class CoreReaderTest {
    /** Cuts that fall everywhere in short lines, and groups in which commands trail each other. */
    private static final List<Feed> SPLITS =
            List.of(
                    new Feed(false, 1),
                    new Feed(true, Integer.MAX_VALUE),
                    new Feed(true, 1),
                    new Feed(true, 2),
                    new Feed(true, 3),
                    new Feed(true, 7),
                    new Feed(true, 17));

    @TestFactory
    Stream<DynamicTest> whole() {
        return Corpus.tests(new CoreSource(ReaderName.CORE), List.of(Feed.WHOLE));
    }

    @TestFactory
    Stream<DynamicTest> splitAndTrailing() {
        return Corpus.tests(new CoreSource(ReaderName.CORE_SPLIT), SPLITS);
    }
}
