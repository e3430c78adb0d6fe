package dev.buzon.e2e.rivals;

import java.util.List;

/** All of them. */
final class Rivals {
    private Rivals() {}

    static List<Rival> all() {
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
