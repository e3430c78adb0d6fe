package dev.buzon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.discovery.Concern;
import dev.buzon.client.discovery.Source;
import dev.buzon.client.discovery.reach.Verdict;
import dev.buzon.client.smtp.SubmissionException;
import dev.buzon.client.sync.Outcome;
import dev.buzon.client.sync.Step;
import dev.buzon.client.sync.Why;
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

    @Test
    void everyConstantThatIsShownHasItsText() {
        everyOne("fetch.act", Step.Act.values());
        everyOne("fetch.why", Why.values());
        everyOne("fetch.cause", Outcome.Cause.values());
        everyOne("fetch.fault", Outcome.Need.values());
        everyOne("send.fault", SubmissionException.Fault.values());
        for (Verdict verdict : Verdict.values()) {
            assertThat(ENGLISH.containsKey(verdict.key())).as(verdict.key()).isTrue();
        }
        for (Source source : Source.values()) {
            assertThat(ENGLISH.containsKey(source.key())).as(source.key()).isTrue();
        }
        for (Concern concern : Concern.values()) {
            assertThat(ENGLISH.containsKey(concern.key())).as(concern.key()).isTrue();
        }
        for (Why why : Why.values()) {
            assertThat(ENGLISH.getString("fetch.why." + why)).isEqualTo(why.sentence());
        }
    }

    private static void everyOne(String group, Enum<?>[] constants) {
        for (Enum<?> constant : constants) {
            String name = group + "." + constant.name();
            assertThat(ENGLISH.containsKey(name)).as(name).isTrue();
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
