package dev.buzon.reader.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No vector acts or loads: what comes out is on the list of harmless things. */
class VectorsTest {
    private static final int MUTATIONS = 3_000;

    private static final Options BLOCKED = Options.plain();
    private static final Options ALLOWED =
            new Options(true, Map.of(), Options.Colours.DARK, Words.ENGLISH);

    @Test
    void thereAreEnoughVectors() {
        assertThat(Vectors.all(".html").size()).isGreaterThan(250);
        assertThat(Vectors.all(".txt").size()).isGreaterThan(10);
    }

    @TestFactory
    Stream<DynamicTest> htmlIsInert() {
        return Vectors.all(".html").entrySet().stream()
                .map(vector ->
                        DynamicTest.dynamicTest(vector.getKey(), () -> html(vector.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> textIsInert() {
        return Vectors.all(".txt").entrySet().stream()
                .map(vector ->
                        DynamicTest.dynamicTest(vector.getKey(), () -> text(vector.getValue())));
    }

    private static void html(String html) {
        Page blocked = Page.html(html, BLOCKED);
        assertThat(Inert.faults(blocked.html(), false)).isEmpty();
        assertThat(blocked.blocked()).isEqualTo(blocked.remote());
        Page allowed = Page.html(html, ALLOWED);
        assertThat(Inert.faults(allowed.html(), true)).isEmpty();
        assertThat(allowed.blocked()).isLessThanOrEqualTo(allowed.remote());
    }

    private static void text(String text) {
        for (boolean flowed : List.of(true, false)) {
            assertThat(Inert.faults(Page.text(text, flowed, flowed, BLOCKED).html(), false))
                    .isEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> whatWouldHaveLoadedIsCounted() {
        return Vectors.all(".html").entrySet().stream()
                .filter(vector -> vector.getKey().startsWith("remote-"))
                .filter(vector -> !vector.getKey().contains("cite")) // nothing loads a cite
                .filter(vector -> vector.getValue().contains("=\"http://canary.example/"))
                .map(vector ->
                        DynamicTest.dynamicTest(
                                vector.getKey(),
                                () ->
                                        assertThat(Page.html(vector.getValue(), BLOCKED).remote())
                                                .isPositive()));
    }

    @Test
    void mixedAndDamagedVectorsStayInert() {
        long seed = Long.getLong("seed", 20_261_123L);
        System.out.println("VectorsTest seed: " + seed);
        Random random = new Random(seed);
        List<String> vectors = new ArrayList<>(Vectors.all(".html").values());
        vectors.removeIf(vector -> vector.length() > 2_000);
        for (int round = 0; round < MUTATIONS; round++) {
            String mutant = mutant(vectors, random);
            boolean allowed = random.nextBoolean();
            Page page = Page.html(mutant, allowed ? ALLOWED : BLOCKED);
            assertThat(Inert.faults(page.html(), allowed))
                    .as("seed %d: %s", seed, mutant)
                    .isEmpty();
            Page text = Page.text(mutant, random.nextBoolean(), random.nextBoolean(), BLOCKED);
            assertThat(Inert.faults(text.html(), false)).as("seed %d: %s", seed, mutant).isEmpty();
        }
    }

    private static String mutant(List<String> vectors, Random random) {
        StringBuilder mutant = new StringBuilder();
        for (int pieces = 1 + random.nextInt(4); pieces > 0; pieces--) {
            String vector = vectors.get(random.nextInt(vectors.size()));
            int from = random.nextInt(3) == 0 ? random.nextInt(vector.length()) : 0;
            int to =
                    random.nextInt(3) == 0
                            ? from + random.nextInt(vector.length() - from)
                            : vector.length();
            int at = random.nextInt(mutant.length() + 1);
            mutant.insert(at, vector, from, to);
        }
        String signs = "<>\"'&;:/\\= \n\t\0-!?`(){}[]*@#%\u200b\ufeff\u2028\ud800\uff1c";
        for (int changes = random.nextInt(6); changes > 0 && !mutant.isEmpty(); changes--) {
            int at = random.nextInt(mutant.length());
            char sign = signs.charAt(random.nextInt(signs.length()));
            switch (random.nextInt(3)) {
                case 0 -> mutant.setCharAt(at, sign);
                case 1 -> mutant.insert(at, sign);
                default -> mutant.deleteCharAt(at);
            }
        }
        return mutant.toString();
    }
}
