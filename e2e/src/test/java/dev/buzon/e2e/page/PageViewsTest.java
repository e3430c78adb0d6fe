package dev.buzon.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.buzon.e2e.page.Browsing.Eyes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every view, in both languages, by day and by night, on a phone and on a wide screen: readable by
 * everybody.
 */
@Timeout(120)
@ExtendWith(OneBrowser.class)
class PageViewsTest {
    private static Browsing browsing;
    private static StandIn reader;

    @BeforeAll
    static void browse(Browsing one) {
        browsing = one;
        reader = new StandIn(2_000);
    }

    @AfterAll
    static void end() {
        reader.close();
    }

    /** A view: where it is, and what is there when it is ready. */
    private record View(String place, String ready) {}

    private static final String INBOX = "#/f/ana%40example.org%3Ainbox";
    private static final List<View> VIEWS =
            List.of(
                    new View(INBOX, ".row[data-id=\"2000\"]"),
                    new View(INBOX + "/m/1998", "#message-subject"),
                    new View("#/f/ana%40example.org%3Atrash", ".rows .empty"),
                    new View("#/f/ana%40example.org%3Aoutbox", ".card"),
                    new View("#/s/found", ".row mark"),
                    new View("#/write/d1", ".editor"),
                    new View("#/settings", ".settings"),
                    new View("#/account/ana%40example.org", ".identity"),
                    new View("#/server/ana%40example.org", "tbody tr"),
                    new View("#/setup", ".setup form"));

    static Stream<Eyes> eyes() {
        return Stream.of(
                Eyes.WIDE,
                Eyes.PHONE.in("es-ES").atNight(),
                Eyes.WIDE.in("es-ES").atNight(),
                new Eyes("en-GB", false, 900, 700));
    }

    @ParameterizedTest
    @MethodSource("eyes")
    void everyViewIsForEverybody(Eyes eyes) {
        Page page = browsing.open(eyes, reader.url(""));
        for (View view : VIEWS) {
            page.navigate(reader.url(view.place()));
            assertThat(page.locator(view.ready()).first()).isVisible();
            if (eyes.equals(Eyes.WIDE) || eyes.equals(Eyes.PHONE.in("es-ES").atNight())) {
                assertThat(Axe.violations(page)).as("%s %s", eyes, view.place()).isEmpty();
            }
            Object tooWide =
                    page.evaluate(
                            "document.documentElement.scrollWidth > document.documentElement.clientWidth");
            assertThat(tooWide).as("%s %s is wider than its window", eyes, view).isEqualTo(false);
        }
    }

    @Test
    void dialogsAndMenusAreForEverybody() {
        Page page = browsing.open(Eyes.WIDE, reader.url(INBOX + "/m/1998"));
        assertThat(page.locator("#message-subject")).isVisible();
        for (String key : List.of("?", "v")) {
            page.keyboard().press(key);
            assertThat(page.locator("dialog[open]")).isVisible();
            assertThat(Axe.violations(page)).as("dialog of " + key).isEmpty();
            page.keyboard().press("Escape");
        }
        page.getByLabel("More").click();
        assertThat(page.getByRole(AriaRole.MENU)).isVisible();
        assertThat(Axe.violations(page)).as("menu").isEmpty();
    }

    @Test
    void thePageSpeaksTheLanguageOfTheBrowserAndThenTheChosenOne() {
        Page page = browsing.open(Eyes.WIDE.in("es-MX"), reader.url("#/settings"));
        assertThat(page.locator("h1")).hasText("Configuración");
        assertThat(page.locator("html")).hasAttribute("lang", "es");
        page.locator("[name=language]").selectOption("en");
        assertThat(page.locator("h1")).hasText("Settings");
        page.locator("[name=language]").selectOption("");
        assertThat(page.locator("h1")).hasText("Configuración");
    }

    @Test
    void darkIsChosenAgainstTheSystem() {
        Page page = browsing.open(Eyes.WIDE, reader.url("#/settings"));
        assertThat(page.locator("html")).hasAttribute("data-theme", "light");
        page.locator("[name=theme]").selectOption("dark");
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        page.locator("[name=theme]").selectOption("auto");
        assertThat(page.locator("html")).hasAttribute("data-theme", "light");
    }

    @Test
    void onAPhoneOnePaneIsSeenAndBackLeadsToTheList() {
        Page page = browsing.open(Eyes.PHONE, reader.url(INBOX));
        page.locator(".row").first().click();
        assertThat(page.locator("#message-subject")).isVisible();
        assertThat(page.locator(".list-pane")).isHidden();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Back")).click();
        assertThat(page.locator(".list-pane")).isVisible();
        assertThat(page.locator("nav.side")).isHidden();
        page.locator("header.top").getByLabel("Folders").click();
        assertThat(page.locator("nav.side")).isVisible();
    }

    @Test
    void aMailIsAFrameThatCanDoNothing() {
        Page page = browsing.open(Eyes.WIDE, reader.url(INBOX + "/m/1997"));
        assertThat(page.locator("iframe.message-body"))
                .hasAttribute("sandbox", "allow-popups allow-popups-to-escape-sandbox");
        assertThat(page.frameLocator("iframe.message-body").locator("p")).hasText("Hola, ana.");
        assertThat(page.evaluate("typeof window.broken")).isEqualTo("undefined");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show once")).click();
        assertThat(page.locator("iframe.message-body"))
                .hasAttribute("src", java.util.regex.Pattern.compile("remote$"));
    }

    @Test
    void aMessageOnTheServerIsKeptByAWishOfItsOwn() {
        Page page = browsing.open(Eyes.WIDE, reader.url("#/server/ana%40example.org"));
        page.locator("tbody select").first().selectOption("keep");
        page.waitForCondition(
                () -> reader.asked.stream().anyMatch(one -> one.startsWith("PATCH /api/server/")));
        assertThat(page.locator("tbody tr")).hasCount(2);
    }

    @Test
    void aRefusedMessageOfTheOutboxSaysWhatTheServerSaidAndIsTriedAgain() {
        Page page = browsing.open(Eyes.WIDE, reader.url("#/f/ana%40example.org%3Aoutbox"));
        assertThat(page.locator("[data-fate=refused]")).containsText("550 5.1.1 no such user");
        page.locator("[data-fate=refused]").getByText("Try again").click();
        page.waitForCondition(() -> reader.asked.contains("POST /api/outbox/2/retry"));
    }

    @Test
    void theAccountIsChangedInTheSameForms() {
        Page page = browsing.open(Eyes.WIDE, reader.url("#/account/ana%40example.org"));
        page.locator("[name=leave]").uncheck();
        assertThat(page.locator("[name=days]")).isDisabled();
        assertThat(page.locator(".banner.warning"))
                .containsText("deleted from the server as soon as");
        page.locator("main")
                .getByRole(
                        AriaRole.BUTTON,
                        new com.microsoft.playwright.Locator.GetByRoleOptions().setName("Save"))
                .click();
        page.waitForCondition(() -> reader.asked.contains("PUT /api/accounts/ana@example.org"));
    }
}
