package dev.buzon.e2e.rivals;

import java.util.List;

/** All of them, or those whose name the property {@code rivals.programs} contains. */
final class Rivals {
    private static final String WANTED = System.getProperty("rivals.programs", "");

    private Rivals() {}

    static List<Rival> all() {
        return everybody().stream()
                .filter(rival -> WANTED.isEmpty() || WANTED.contains(rival.name()))
                .toList();
    }

    private static List<Rival> everybody() {
        return List.of(
                new OurCommand(),
                new OurLibrary(),
                new Mpop(),
                new Fetchmail(),
                new Getmail(),
                new AngusMail(),
                new CommonsNet());
    }
}
