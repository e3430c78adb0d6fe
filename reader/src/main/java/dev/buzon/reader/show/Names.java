package dev.buzon.reader.show;

/** Names a message gives to its elements: kept apart from ours and from those scripts know. */
final class Names {
    /** Stands before each name of a message. */
    static final String PREFIX = "m-";

    private static final int LENGTH_MAX = 60;
    private static final int COUNT_MAX = 10;

    private Names() {}

    static boolean isNameCharacter(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
    }

    /** One name, or empty. */
    static String name(String value) {
        String name = value.strip();
        boolean fits =
                !name.isEmpty()
                        && name.length() <= LENGTH_MAX
                        && name.chars().allMatch(c -> isNameCharacter((char) c));
        return fits ? PREFIX + name : "";
    }

    /** A list of names, without those that do not fit. */
    static String names(String value) {
        StringBuilder names = new StringBuilder();
        int count = 0;
        for (String word : value.substring(0, Math.min(2_000, value.length())).split("\\s+", -1)) {
            String name = name(word);
            if (!name.isEmpty() && count++ < COUNT_MAX) {
                names.append(names.isEmpty() ? "" : " ").append(name);
            }
        }
        return names.toString();
    }
}
