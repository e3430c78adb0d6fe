package dev.buzon.server.config;

/** The table of all keys as a TOML file one can begin with. */
final class Description {
    private Description() {}

    static String text() {
        var text = new StringBuilder("# Every key of Buzon's configuration with its default.\n");
        String section = "";
        for (Setting<?> setting : Settings.all()) {
            if (!setting.section().equals(section)) {
                section = setting.section();
                text.append('\n').append(comment(Settings.about(section)));
                text.append('[').append(section).append("]\n");
            }
            text.append('\n')
                    .append(comment(setting.comment()))
                    .append(setting.line())
                    .append('\n');
        }
        return text.toString();
    }

    /** Comment lines of about 90 characters. */
    private static String comment(String words) {
        return words.replaceAll("(.{1,90})(?: |$)", "# $1\n");
    }
}
