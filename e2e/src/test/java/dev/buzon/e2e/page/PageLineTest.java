package dev.buzon.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.buzon.e2e.page.Browsing.Eyes;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the live line tells, and what the page says when it is cut. */
@Timeout(120)
@ExtendWith(OneBrowser.class)
class PageLineTest {
    private static Browsing browsing;

    @BeforeAll
    static void browse(Browsing one) {
        browsing = one;
    }

    @Test
    void aReaderThatIsGoneIsSaidAndFoundAgain() {
        var first = new StandIn(30);
        Page page = browsing.open(Eyes.WIDE, first.url(""));
        assertThat(page.locator(".row").first()).isVisible();
        int port = first.port();
        first.close();
        assertThat(page.locator(".banner.failure")).containsText("The reader does not answer.");
        try (var _ = new StandIn(31, port)) {
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try again"))
                    .click();
            assertThat(page.locator(".banner.failure")).hasCount(0);
            assertThat(page.locator(".row[data-id=\"31\"]")).isVisible();
        }
    }

    @Test
    void collectingIsShownAsItGoesOnAndWhatWentWrongWithWhatToDo() {
        try (var reader = new StandIn(30)) {
            Page page = browsing.open(Eyes.WIDE, reader.url(""));
            assertThat(page.locator(".row").first()).isVisible();
            reader.tell(
                    "state",
                    account(
                            Map.of(
                                    "phase",
                                    "messages",
                                    "message",
                                    3,
                                    "of",
                                    12,
                                    "octets",
                                    400_000,
                                    "ofOctets",
                                    1_200_000,
                                    "rate",
                                    100_000,
                                    "left",
                                    8),
                            null));
            assertThat(page.locator(".collecting")).containsText("Downloading message 3 of 12");
            assertThat(page.locator(".collecting")).containsText("8 secs left");
            assertThat(page.locator(".collecting progress")).hasJSProperty("value", 400_000);
            page.locator(".collecting button").click();
            page.waitForCondition(() -> reader.asked.contains("POST /api/collect/stop"));
            reader.tell(
                    "state",
                    account(
                            null,
                            Map.of(
                                    "time",
                                    "2026-03-31T10:00:00Z",
                                    "outcome",
                                    "refused",
                                    "text",
                                    "The password is wrong.",
                                    "todo",
                                    "Type it again in the settings.")));
            assertThat(page.locator(".account-state.failure"))
                    .containsText("The password is wrong. Type it again in the settings.");
        }
    }

    @Test
    void newMailIsCountedInTheTitle() {
        try (var reader = new StandIn(30)) {
            Page page = browsing.open(Eyes.WIDE, reader.url(""));
            assertThat(page).hasTitle("(3) Inbox — Buzon");
        }
    }

    private static Map<String, Object> account(
            @org.jspecify.annotations.Nullable Object collecting,
            @org.jspecify.annotations.Nullable Object last) {
        var account = new HashMap<String, Object>();
        account.put("address", StandInMail.ANA);
        account.put("name", "Ana");
        account.put("collecting", collecting);
        account.put("last", last);
        return account;
    }
}
