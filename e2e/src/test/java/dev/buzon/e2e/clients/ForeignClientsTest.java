package dev.buzon.e2e.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every foreign program, through every door it has, with every letter. A program that is missing is
 * a failure that says which package to install. Each row is done once, whichever test asks for it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ForeignClientsTest {
    private final Map<Object, List<Cell>> done = new LinkedHashMap<>();
    private final Path folder = Files.createTempDirectory("buzon-clients-");
    private final House house = House.open(Files.createDirectory(folder.resolve("data")));

    ForeignClientsTest() throws IOException {}

    @BeforeAll
    void deliverTheLetters() throws IOException {
        List<String> all = new ArrayList<>();
        List<String> big = new ArrayList<>();
        for (Collecting row : Collecting.all()) {
            String leaver = house.account(row.leaver());
            all.add(leaver);
            all.add(house.account(row.deleter()));
            if (row.big()) {
                big.add(leaver);
            }
        }
        house.account(Letter.AUTHOR.substring(0, Letter.AUTHOR.indexOf('@')));
        Sending.all().forEach(row -> house.account(row.recipient()));
        for (Letter letter : Letter.values()) {
            house.deliver(letter.sent(), letter == Letter.BIG ? big : all);
        }
    }

    @AfterAll
    void closeTheHouse() throws IOException {
        house.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    static List<Collecting> collecting() {
        return Collecting.all();
    }

    static List<Sending> sending() {
        return Sending.all();
    }

    @ParameterizedTest
    @MethodSource("collecting")
    void collectsLeavesAndDeletesOctetByOctet(Collecting row) {
        assertThat(cells(row)).allSatisfy(cell -> assertThat(cell.trouble()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("sending")
    void sendsOctetByOctet(Sending row) {
        assertThat(cells(row)).allSatisfy(cell -> assertThat(cell.trouble()).isEmpty());
    }

    /** Writes the page when it differs; other versions of the programs are no failure. */
    @Test
    void thePageIsUpToDate() throws IOException {
        Map<Collecting, List<Cell>> collecting = new LinkedHashMap<>();
        Collecting.all().forEach(row -> collecting.put(row, cells(row)));
        Map<Sending, List<Cell>> sending = new LinkedHashMap<>();
        Sending.all().forEach(row -> sending.put(row, cells(row)));
        String page = Page.of(collecting, sending, folder);
        String before = Files.exists(Page.FILE) ? Files.readString(Page.FILE) : "";
        if (!page.equals(before)) {
            Files.writeString(Page.FILE, page);
        }
        assertThat(results(before))
                .as("docs/clients.md was out of date and has been written anew: commit it")
                .isEqualTo(results(page));
    }

    private static String results(String page) {
        int versions = page.indexOf(Page.VERSIONS);
        return versions < 0 ? page : page.substring(0, versions);
    }

    private List<Cell> cells(Collecting row) {
        return done.computeIfAbsent(row, _ -> attempt(() -> row.cells(house, folder)));
    }

    private List<Cell> cells(Sending row) {
        return done.computeIfAbsent(row, _ -> attempt(() -> row.cells(house, folder)));
    }

    /** Something that may fail. */
    private interface Attempt {
        List<Cell> cells() throws IOException;
    }

    /** A row that could not be done is one bad cell. */
    private static List<Cell> attempt(Attempt attempt) {
        try {
            return attempt.cells();
        } catch (IOException e) {
            return List.of(Cell.bad(String.valueOf(e.getMessage())));
        }
    }
}
