package dev.buzon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final ResourceBundle ENGLISH =
            ResourceBundle.getBundle("dev.buzon.cli.texts", Locale.ROOT);
    private static final ResourceBundle SPANISH =
            ResourceBundle.getBundle("dev.buzon.cli.texts", Locale.of("es"));

    @Test
    void everyTextIsThereInSpanishWithTheSameGaps() {
        assertThat(SPANISH.getLocale()).isEqualTo(Locale.of("es"));
        for (String name : ENGLISH.keySet()) {
            assertThat(SPANISH.getString(name))
                    .as(name)
                    .isNotEqualTo(ENGLISH.getString(name))
                    .matches(text -> gaps(text) == gaps(ENGLISH.getString(name)), "same gaps");
        }
    }

    private static int gaps(String text) {
        return text.split("%s", -1).length;
    }

    @Test
    void theFirstVariableThatIsSetDecidesTheLanguage() {
        for (String spanish : List.of("es", "es_ES", "es_ES.UTF-8", "es@euro")) {
            assertThat(language(Map.of("LANG", spanish))).isEqualTo("es");
        }
        for (String other : List.of("", "C", "C.UTF-8", "en_GB.UTF-8", "est_EE", "eo")) {
            assertThat(language(Map.of("LANG", other))).isEqualTo("en");
        }
        assertThat(language(Map.of("LC_ALL", "", "LC_MESSAGES", "es_MX", "LANG", "C")))
                .isEqualTo("es");
        assertThat(language(Map.of("LC_ALL", "C", "LANG", "es_ES"))).isEqualTo("en");
    }

    private static String language(Map<String, String> environment) {
        return Texts.of(environment).text("password.prompt").equals("New password") ? "en" : "es";
    }
}
